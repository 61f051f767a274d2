"""`guide-engine try`: author on a product whose code can't be touched."""

import asyncio
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import click
import httpx
from flask import current_app
from flask.cli import with_appcontext

from guide_engine.core.errors import DomainError
from guide_engine.identity import queries
from guide_engine.identity.entering import enter_workspace, environment_called
from guide_engine.identity.models import Environment
from guide_engine.serve import refuse_taken_port
from guide_engine.tryout.origins import is_loopback, origin_of, own_name

STAGING = "staging"
PATIENCE_SECONDS = 20
MOST_REDIRECTS = 5


class CannotTry(DomainError):
    """The site can't be served. The message says why and what to do."""

    code = "cannot_try"


@dataclass(frozen=True)
class Plan:
    """`page` is where the author begins, on loopback; `site` the origin behind it."""

    site: str
    service: str
    key: str
    environment: str
    page: str
    stub: str

    @property
    def link(self) -> str:
        return f"{self.service}/guides/open?address={quote(self.page, safe='')}"

    def snippet(self, nonce: str) -> str:
        """What the install page tells a developer to paste, with the page's nonce."""
        return (
            f'<script nonce="{nonce}">{self.stub}</script>'
            f'<script nonce="{nonce}" async src="{self.service}/sdk/v1/guide-engine.js"'
            f' data-key="{self.key}"></script>'
        )


@click.command("try")
@click.argument("url")
@click.option("--port", type=click.IntRange(1, 65535), default=8002, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--expose", is_flag=True, help="Allow --host to be more than this machine.")
@click.option(
    "--environment", metavar="NAME", help="Whose key the pages get; staging if there is one."
)
@click.option("--workspace", metavar="NAME", help="Which workspace, when there are several.")
@click.option("--open", "opens", is_flag=True, help="Open the editor's page in your browser.")
@with_appcontext
def try_site(
    url: str,
    port: int,
    host: str,
    expose: bool,
    environment: str | None,
    workspace: str | None,
    opens: bool,
) -> None:
    """Serve the site at URL on this machine with the snippet put in.

    For trying Guide Engine on a product whose code you can't change. Never for production.
    """
    _require_aiohttp()
    _check_host(host, expose=expose)
    refuse_taken_port(host, port)
    wanted = _address(url)
    chosen = _environment(enter_workspace(workspace), environment)
    service = current_app.config["SETTINGS"].resolved_public_url
    _check_service(service)
    site, path = _reached(wanted)
    shown = f"http://{own_name(site)}:{port}"
    plan = Plan(site, service, chosen.public_key, chosen.name, f"{shown}{path}", _stub())
    _announce(plan, shown)
    _tell(plan, host, port, exposed=expose)
    if opens:
        webbrowser.open(plan.link)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(plan, host, port, exposed=expose))


def _require_aiohttp() -> None:
    if find_spec("aiohttp") is None or find_spec("brotli") is None:
        raise CannotTry(
            "`guide-engine try` needs aiohttp and brotli:"
            ' install them with `pip install "guide-engine[try]"`.'
        )


def _check_host(host: str, *, expose: bool) -> None:
    if not expose and not is_loopback(f"[{host}]" if ":" in host else host):
        raise CannotTry(
            f"--host {host} would serve the site to other machines, without its TLS."
            " Add --expose if that is what you want."
        )


def _address(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _has_fine_port(url):
        raise CannotTry(f"“{url}” is not an address, as in https://app.example.com/.")
    if parts.username is not None:
        raise CannotTry("The address must not hold a password; sign in on the page.")
    return parts.geturl()


def _has_fine_port(url: str) -> bool:
    try:
        return urlsplit(url if "://" in url else f"//{url}").port != 0
    except ValueError:
        return False


def _environment(workspace_id: str, name: str | None) -> Environment:
    if name is not None:
        return environment_called(workspace_id, name)
    staging = queries.environment_named(workspace_id, STAGING)
    return staging or queries.environments(workspace_id)[0]


def _check_service(service: str) -> None:
    try:
        httpx.get(f"{service}/healthz", timeout=PATIENCE_SECONDS, trust_env=False)
    except httpx.HTTPError:
        raise CannotTry(
            f"Guide Engine doesn't answer at {service}."
            " Start it in another terminal with `guide-engine serve`, then try again"
            " (GUIDE_ENGINE_PUBLIC_URL says where it is)."
        ) from None


def _reached(address: str) -> tuple[str, str]:
    """Follow the site to where it lives (https, www): its origin, and the path to begin at."""
    for _ in range(MOST_REDIRECTS):
        try:
            with httpx.stream("GET", address, timeout=PATIENCE_SECONDS, trust_env=False) as answer:
                target = urljoin(address, answer.headers.get("location", ""))
                moved = answer.is_redirect and _is_same_site(address, target)
        except httpx.HTTPError as error:
            raise CannotTry(f"{origin_of(address)} can't be reached: {error}.") from None
        if not moved:
            break
        address = target
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return origin_of(address), f"{parts.path or '/'}{query}"


def _is_same_site(here: str, there: str) -> bool:
    """Another scheme or a www is the same site; another page of it is for the browser to follow."""
    bare = [(urlsplit(each).hostname or "").removeprefix("www.") for each in (here, there)]
    return bare[0] == bare[1] and origin_of(here) != origin_of(there)


def _stub() -> str:
    path = Path(current_app.static_folder or "static") / "sdk" / "stub.js"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise CannotTry("The SDK is not built: run `make build` first.") from None


def _announce(plan: Plan, shown: str) -> None:
    """Ask as the page will, so that the editor knows at once where the snippet stands."""
    with suppress(httpx.HTTPError):
        httpx.get(
            f"{plan.service}/v1/env/{plan.key}/manifest.json",
            headers={"Origin": shown},
            timeout=PATIENCE_SECONDS,
            trust_env=False,
        )


def _tell(plan: Plan, host: str, port: int, *, exposed: bool) -> None:
    click.echo(
        "\n  FOR TRYING ONLY: never for production, and never for other people's accounts."
        f"\n  {plan.site} is served on this machine, with Guide Engine put into its pages.\n"
        f"\n  The site       {plan.page}"
        f"\n  Author on it   {plan.link}"
        f"\n  Environment    {plan.environment}"
        f"\n\n  If your browser doesn't know names under .localhost: http://127.0.0.1:{port}/"
        "\n  What you type there passes through this program, to the site and nowhere else."
        "\n  Stop with Ctrl+C.\n"
    )
    if exposed:
        click.echo(
            f"  WARNING: listening on {host}. Whoever reaches this address sees the site as"
            " this machine does, and nothing on the way is encrypted.\n",
            err=True,
        )


async def _serve(plan: Plan, host: str, port: int, *, exposed: bool) -> None:
    from aiohttp import web

    from guide_engine.tryout.proxy import Setup, create_proxy, create_runner

    runner = create_runner(create_proxy(Setup(plan.site, plan.service, plan.snippet, exposed)))
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
