"""Coming in and going out: set-up, sign-in, invitations."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core.errors import DomainError, NotFound
from guide_engine.core.flash import say
from guide_engine.identity import cookies, members, passwords, queries, service, sessions, setup
from guide_engine.identity.access import Capability, public, signed_in
from guide_engine.identity.models import LoginSession, Member
from guide_engine.identity.redirects import local_path

Answer = str | BaseResponse | tuple[str, int]


def routes(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/setup", view_func=setup_page, methods=["GET", "POST"])
    blueprint.add_url_rule("/sign-in", view_func=sign_in, methods=["GET", "POST"])
    blueprint.add_url_rule("/sign-out", view_func=sign_out, methods=["POST"])
    blueprint.add_url_rule("/join", view_func=join, methods=["GET", "POST"])


@public
def setup_page() -> Answer:
    if queries.anyone_exists():
        raise NotFound(_("This Guide Engine is set up already."))
    if request.method == "GET":
        return render_template("identity/setup.html", typed={}, errors={})
    typed = request.form
    try:
        member = _set_up()
    except DomainError as error:
        page = render_template("identity/setup.html", typed=typed, errors=error.fields)
        return page, error.status
    say(_("Welcome. Your workspace is ready."))
    return _let_in(*sessions.start_session(member), member, "/")


def _set_up() -> Member:
    typed = request.form
    members.checked_email(typed.get("email", ""))
    passwords.check_new(typed.get("password", ""))
    setup.use_token(typed.get("token", ""))
    workspace = service.create_workspace(typed.get("workspace", ""))
    return members.create_owner(
        workspace,
        typed.get("email", ""),
        passwords.hash_password(typed.get("password", "")),
        name=typed.get("name", ""),
    )


@public
def sign_in() -> Answer:
    following = local_path(request.values.get("next"))
    if g.login is not None:
        return redirect(following)
    if not queries.anyone_exists():
        return redirect(url_for("identity.setup_page"))
    if request.method == "GET":
        return render_template("identity/sign_in.html", following=following, email="", refusal="")
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        login, token = sessions.sign_in(email, password, request.remote_addr or "")
    except DomainError as error:
        page = render_template(
            "identity/sign_in.html", following=following, email=email, refusal=error.message
        )
        answer = Response(page, error.status)
        if error.retry_after:
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    return _let_in(login, token, queries.member(login.member_id), following)


@signed_in(Capability.VIEW)
def sign_out() -> Answer:
    sessions.end_session(g.login)
    answer = redirect(url_for("identity.sign_in"))
    cookies.clear_session(answer)
    # What this browser was shown must not be readable by the next person at the desk.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@public
def join() -> Answer:
    """Accept an invitation: as whoever is signed in, or with a new account."""
    if request.method == "GET":
        return render_template("identity/join.html", typed={}, errors={}, refusal="")
    typed = request.form
    try:
        if g.login is not None:
            membership = members.accept(members.find_invitation(typed.get("token", "")), g.member)
            g.login.workspace_id, g.login.environment_id = membership.workspace_id, None
            say(_("You joined the workspace."))
            return redirect("/")
        member, _membership = members.accept_as_new(
            typed.get("token", ""),
            email=typed.get("email", ""),
            name=typed.get("name", ""),
            password=typed.get("password", ""),
        )
    except DomainError as error:
        refusal = "" if error.fields else error.message
        page = render_template(
            "identity/join.html", typed=typed, errors=error.fields, refusal=refusal
        )
        return page, error.status
    say(_("You joined the workspace."))
    return _let_in(*sessions.start_session(member), member, "/")


def _let_in(login: LoginSession, token: str, member: Member, following: str) -> BaseResponse:
    """Hand out the new session's cookie. A session this browser had before ends here."""
    if (old := cookies.session_token()) and (before := sessions.find_session(old)):
        sessions.end_session(before)
    answer = redirect(following)
    cookies.set_secret(answer, cookies.SESSION, token, int(sessions.SESSION_LASTS.total_seconds()))
    if member.locale:
        cookies.set_choice(answer, "ge_locale", member.locale)
    g.login = login
    return answer
