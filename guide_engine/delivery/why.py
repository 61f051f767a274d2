"""Why one person sees a guide or doesn't: the same decision as for browsers, explained."""

from guide_engine.audience import queries as audience
from guide_engine.audience.person import Person
from guide_engine.delivery import reasons
from guide_engine.delivery.catalogue import Catalogue, read
from guide_engine.delivery.published import PublishedGuide
from guide_engine.delivery.reasons import Explained
from guide_engine.delivery.state import verdicts_of
from guide_engine.guides import queries as guides
from guide_engine.identity import queries as identity
from guide_engine.identity.keys import EnvironmentRef, find_environment


def reference(environment_id: str) -> EnvironmentRef:
    """Take an environment of the workspace as decisions know it. Raises NotFound."""
    found = find_environment(identity.environment(environment_id).public_key)
    assert found is not None, "an environment was deleted while its page was drawn"  # noqa: S101
    return found


def verdicts_for(
    env: EnvironmentRef, person: Person, instead: PublishedGuide | None = None
) -> list[Explained]:
    """Explain every guide of the workspace, in order of showing; unpublished ones come last.

    `instead` stands for the version of that guide that is published, if any is.
    """
    published = read(env.id).guides
    if instead is not None:
        published = (*(guide for guide in published if guide.id != instead.id), instead)
    known = {guide.id for guide in published}
    drafts = [PublishedGuide(guide.id) for guide in guides.guides() if guide.id not in known]
    names = {segment.id: segment.name for segment in audience.segments()}
    verdicts = verdicts_of(env, person, Catalogue((*published, *drafts)))
    return [reasons.explain(verdict, names) for verdict in verdicts]
