"""Who may do what: roles as bundles of capabilities. Pure."""

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class Capability(StrEnum):
    VIEW = "view"
    EDIT_GUIDES = "edit_guides"
    PUBLISH = "publish"
    # Segments and touch tiers.
    MANAGE_PEOPLE = "manage_people"
    MANAGE_COMMUNITY = "manage_community"
    # Members, environments, keys, settings.
    MANAGE_WORKSPACE = "manage_workspace"


CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OWNER: frozenset(Capability),
    Role.EDITOR: frozenset(Capability) - {Capability.MANAGE_WORKSPACE},
    Role.VIEWER: frozenset({Capability.VIEW}),
}


def allows(role: str, capability: Capability) -> bool:
    """Tell whether a role holds a capability. An unknown role holds none."""
    try:
        return capability in CAPABILITIES[Role(role)]
    except ValueError:
        return False
