"""One page of the checked site: opened, looked at, drawn on, acted on."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, Route

from guide_engine.check import scripts
from guide_engine.check.verdict import Verdict, unreached

# The SDK comes from an address that exists in the checking browser alone.
SDK = "https://guide-engine.invalid/sdk/v1/"
_OURS = re.compile(r"^https://guide-engine\.invalid/sdk/v1/([a-z-]+(?:-[0-9a-f]{16})?\.js)$")
# The site's own engine: it would draw its guides over ours and count the check as a user.
_THEIRS = re.compile(
    r"^https?://(?!guide-engine\.invalid/)[^?#]*"
    r"/(sdk/v1/guide-engine\.js|v1/env/[^/]+/(manifest\.json|state|events|rescue))(\?|$)"
)
# What nobody should read in a picture.
_SECRETS = "input[type=password], input[autocomplete*=password], input[autocomplete=one-time-code]"
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_SIGN_IN = re.compile(r"(log-?in|sign-?in|sso|oauth|auth|session)", re.IGNORECASE)

QUIET_MILLIS, REST_MILLIS = 300, 3_000
LOAD_MILLIS = 30_000
DRAW_MILLIS = 6_000
ACT_MILLIS = 3_000
PATIENCE_MILLIS = 10_000


class Unreachable(Exception):
    """Nothing answers at an address. The message says why."""


@dataclass(frozen=True)
class Look:
    """What a step's target is on the page, and what it should be taken as from now on."""

    told: Mapping[str, Any]
    proposal: dict[str, Any] | None


@contextmanager
def opened(
    browser: Browser, sdk_folder: Path, language: str, viewport: tuple[int, int]
) -> Iterator["Stage"]:
    """Open a fresh page that speaks a language; its policies don't keep us out."""
    context = browser.new_context(
        bypass_csp=True,
        ignore_https_errors=False,
        locale=language,
        reduced_motion="reduce",
        service_workers="block",
        viewport={"width": viewport[0], "height": viewport[1]},
    )
    try:
        _equip(context, sdk_folder)
        yield Stage(context.new_page())
    finally:
        context.close()


def _equip(context: BrowserContext, sdk_folder: Path) -> None:
    context.set_default_timeout(PATIENCE_MILLIS)
    context.set_default_navigation_timeout(LOAD_MILLIS)
    finder = (sdk_folder / "locator.js").read_text(encoding="utf-8")
    context.add_init_script(finder + scripts.KEEP_LOCATOR)

    def serve(route: Route) -> None:
        match = _OURS.match(route.request.url)
        file = sdk_folder / match.group(1) if match else None
        if file is None or not file.is_file():
            route.abort()
        else:
            route.fulfill(path=file, content_type="text/javascript", headers=_HEADERS)

    context.route(re.compile(r"^https://guide-engine\.invalid/"), serve)
    context.route(_THEIRS, lambda route: route.abort())


class Stage:
    """`page` stays the same from the sign-in to the last guide."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # “Leave this page?” must not hold the walk up.
        page.on("dialog", lambda dialog: dialog.accept())

    @property
    def address(self) -> str:
        return self.page.url

    def open(self, address: str) -> Verdict | None:
        """Open an address; return why no step can be looked for there. Raises Unreachable."""
        response = self._go(address)
        status = response.status if response else 200
        if status in {401, 403} or self._asks_to_sign_in(address):
            return unreached("sign_in", page=self.address)
        if status >= 400:
            return unreached("status", page=address, status=status)
        self.settle()
        # Apps often send people to their sign-in only once their scripts have run.
        if self._asks_to_sign_in(address):
            return unreached("sign_in", page=self.address)
        return None

    def _go(self, address: str) -> Response | None:
        try:
            return self.page.goto(address, wait_until="load")
        except Error as error:
            raise Unreachable(_reason(error)) from None

    def _asks_to_sign_in(self, asked: str) -> bool:
        """Sent somewhere else, and there is a password to give or the address says so."""
        elsewhere = self.address.partition("?")[0].rstrip("/") != asked.partition("?")[0].rstrip(
            "/"
        )
        if not elsewhere:
            return False
        has_password = self.page.locator("input[type=password]").first.is_visible()
        return has_password or bool(_SIGN_IN.search(self.address.partition("?")[0]))

    def settle(self) -> None:
        """Wait until the page has come to rest, or for a few seconds."""
        with suppress(Error):
            self.page.wait_for_load_state("load")
        self._run(scripts.SETTLED, [QUIET_MILLIS, REST_MILLIS])

    def look(self, target: Mapping[str, Any], wait_seconds: float) -> Look:
        """Find a target as the engine would, waiting for it as long as its step says."""
        waited = self._run(scripts.FOUND, [target, wait_seconds * 1000])
        if "missing" in waited:
            return Look(waited, None)
        self.settle()
        told = dict(self._run(scripts.LOOK, target))
        return Look(told, told.pop("proposal", None))

    def is_found(self, target: Mapping[str, Any], wait_seconds: float) -> bool:
        return "missing" not in self._run(scripts.FOUND, [target, wait_seconds * 1000])

    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self._run(scripts.FACTS, None)
        return facts

    def draw(self, document: Mapping[str, Any], step_id: str) -> str | None:
        """Draw a step with the real renderer; return what kept it from being drawn."""
        if not self.page.evaluate("() => !!window.GuideEngine?.preview && !!GuideEngine.version"):
            self.page.add_script_tag(url=f"{SDK}guide-engine.js")
        fault: str | None = self._run(scripts.DRAW, [document, step_id])
        if fault is not None:
            return fault
        try:
            bubble = self.page.locator('guide-engine [data-part="bubble"]')
            bubble.first.wait_for(state="visible", timeout=DRAW_MILLIS)
        except Error:
            return "the renderer drew nothing"
        return None

    def clear(self) -> None:
        self._run(scripts.STOP, None)

    def picture(self) -> bytes:
        """What is in the window, with password fields blanked."""
        masked = [frame.locator(_SECRETS) for frame in self.page.frames]
        return self.page.screenshot(type="jpeg", quality=72, mask=masked, animations="disabled")

    def click(self) -> bool:
        """Click the target that was looked at last, as a person would; through a cover if need be."""
        element = self.page.evaluate_handle(scripts.TARGET).as_element()
        if element is None:
            return False
        try:
            element.click(timeout=ACT_MILLIS)
        except Error:
            with suppress(Error):
                element.evaluate(scripts.CLICK)
        self.settle()
        return True

    def type(self) -> bool:
        """Give the target a value that its kind takes."""
        element = self.page.evaluate_handle(scripts.TARGET).as_element()
        if element is None:
            return False
        sample = element.evaluate(scripts.SAMPLE)
        try:
            if sample.get("choose"):
                element.select_option(sample["choose"], timeout=ACT_MILLIS)
            elif sample.get("press"):
                element.click(timeout=ACT_MILLIS)
            else:
                element.fill(sample.get("fill", ""), timeout=ACT_MILLIS)
        except Error:
            return False
        self.settle()
        return True

    def _run(self, script: str, argument: Any) -> Any:
        """Run a script in the page; once more when the page was left while it ran."""
        try:
            return self.page.evaluate(script, argument)
        except Error as error:
            if "context was destroyed" not in error.message and "navigat" not in error.message:
                raise
        self.page.wait_for_load_state("load")
        return self.page.evaluate(script, argument)


def _reason(error: Error) -> str:
    """The browser's word for it, without where in Playwright it was said."""
    match = re.search(r"net::(ERR_\w+)", error.message)
    if match:
        return match.group(1).removeprefix("ERR_").replace("_", " ").lower()
    return error.message.strip().splitlines()[0]
