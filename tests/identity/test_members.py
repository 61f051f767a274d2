import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Conflict
from guide_engine.identity import members, queries
from guide_engine.identity.models import Membership
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, sign_in
from tests.support.client import form_token


def membership_of(member_id: str) -> Membership:
    return queries.memberships_of(member_id)[0]


def invite(client: FlaskClient, cast: Cast, role: str = "editor") -> str:
    page = sign_in(client, cast.alice).send("/settings/members", role=role, note="Carol").text
    return re.search(r"/join#(iv_[\w-]+)", page)[1]


def test_an_owner_sees_who_belongs(client: FlaskClient, cast: Cast) -> None:
    page = sign_in(client, cast.alice).get("/settings/members").text
    assert all(name in page for name in ("Alice", "Bob", "Vera"))
    assert "Mallory" not in page


def test_an_invitation_makes_a_member_once(client: FlaskClient, cast: Cast) -> None:
    token = invite(client, cast)
    visitor = client.application.test_client()
    form = {
        "csrf_token": form_token(visitor, "/join"),
        "token": token,
        "name": "Carol",
        "email": "carol@acme.test",
        "password": "a long enough one",
    }
    assert visitor.post("/join", data=form).status_code == 302
    assert "Carol" in visitor.get("/account").text
    carol = members.find_member("carol@acme.test")
    assert membership_of(carol.id).role == "editor"
    again = client.application.test_client()
    form |= {"csrf_token": form_token(again, "/join"), "email": "dave@acme.test"}
    assert again.post("/join", data=form).status_code == 404
    assert members.find_member("dave@acme.test") is None


def test_somebody_with_an_account_joins_with_it(client: FlaskClient, cast: Cast) -> None:
    token = invite(client, cast, "viewer")
    mallory = sign_in(client.application.test_client(), cast.mallory)
    assert mallory.send("/join", token=token).status_code == 302
    assert "Acme" in mallory.get("/account").text
    assert {m.role for m in queries.memberships_of(cast.mallory.id)} == {"owner", "viewer"}


def test_an_invitation_runs_out(client: FlaskClient, cast: Cast) -> None:
    token = invite(client, cast)
    bob = client.application.test_client()
    with clock.frozen(datetime.now(UTC) + timedelta(hours=73)):
        assert sign_in(bob, cast.bob).send("/join", token=token).status_code == 404


def test_an_invitation_can_be_withdrawn(client: FlaskClient, cast: Cast) -> None:
    token = invite(client, cast)
    invitation = queries.open_invitations()[0]
    client.send(f"/settings/invitations/{invitation.id}/withdraw")
    assert queries.open_invitations() == []
    assert client.send("/join", token=token).status_code == 404


def test_an_invitation_can_not_take_over_an_account(client: FlaskClient, cast: Cast) -> None:
    token = invite(client, cast, "owner")
    visitor = client.application.test_client()
    answer = visitor.post(
        "/join",
        data={
            "csrf_token": form_token(visitor, "/join"),
            "token": token,
            "email": "bob@acme.test",
            "password": "a long enough one",
        },
    )
    assert answer.status_code == 409
    assert membership_of(cast.bob.id).role == "editor"


def test_a_role_is_changed_and_felt_at_once(client: FlaskClient, cast: Cast) -> None:
    bob = sign_in(client.application.test_client(), cast.bob)
    assert bob.get("/settings/members").status_code == 403
    path = f"/settings/members/{membership_of(cast.bob.id).id}/role"
    assert sign_in(client, cast.alice).send(path, role="owner").status_code == 302
    assert bob.get("/settings/members").status_code == 200


def test_a_removal_can_be_undone(client: FlaskClient, cast: Cast) -> None:
    path = f"/settings/members/{membership_of(cast.bob.id).id}/remove"
    sign_in(client, cast.alice).send(path)
    assert queries.memberships_of(cast.bob.id) == []
    page = client.get("/settings/members").text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    client.send("/settings/members/restore", ticket=ticket)
    assert membership_of(cast.bob.id).role == "editor"


def test_a_ticket_of_another_workspace_lets_nobody_in(client: FlaskClient, cast: Cast) -> None:
    path = f"/settings/members/{membership_of(cast.bob.id).id}/remove"
    sign_in(client, cast.alice).send(path)
    page = client.get("/settings/members").text
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    mallory = sign_in(client.application.test_client(), cast.mallory)
    assert mallory.send("/settings/members/restore", ticket=ticket).status_code == 403
    assert mallory.send("/settings/members/restore", ticket="nonsense").status_code == 403


def test_the_last_owner_stays(client: FlaskClient, cast: Cast) -> None:
    alices = membership_of(cast.alice.id)
    with pytest.raises(Conflict):
        members.remove(alices)
    with pytest.raises(Conflict):
        members.change_role(alices, Role.EDITOR)
    members.change_role(membership_of(cast.bob.id), Role.OWNER)
    members.change_role(alices, Role.EDITOR)
    db.session.commit()
    assert membership_of(cast.alice.id).role == "editor"


def test_an_unknown_role_is_refused(client: FlaskClient, cast: Cast) -> None:
    answer = sign_in(client, cast.alice).send("/settings/members", role="admin", note="x")
    assert answer.status_code == 422
    assert queries.open_invitations() == []
