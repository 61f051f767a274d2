"""A small product with everything a check meets: a strict policy, a sign-in, covers, other pages."""

from aiohttp import web

from tests.browser.site import strict_policy

STYLE = """
#cover { position: fixed; inset: 0; background: #eee; }
#away { position: absolute; left: -9999px; }
#gone { display: none; }
"""
HOME = """<!doctype html><html lang="en"><head><title>Home</title><link rel=stylesheet href=/style.css>
<script src=/page.js defer></script></head><body><h1>Home</h1>
<a id="new" href="/new">New invoice</a> <button id="away">Away</button>
<button id="gone">Gone</button><div class="rows"><button>Row</button><button>Row</button></div>
<button id="menu">Menu</button><p>{who}</p></body></html>"""
NEW = """<!doctype html><html lang="en"><head><title>New</title></head><body><h1>New invoice</h1>
<label>Customer <select id="customer"><option value="">-</option><option>ACME</option></select></label>
<input id="pin" type="password" value="4321"><button id="save">Save invoice</button></body></html>"""
COVERED = """<!doctype html><html lang="en"><head><title>Covered</title>
<link rel=stylesheet href=/style.css></head><body><button id="under">Under</button>
<div id="cover" role="dialog" aria-label="Cookies">Cookies?</div></body></html>"""
SIGN_IN = """<!doctype html><html lang="en"><head><title>Sign in</title></head><body>
<form method="post"><label>E-mail <input name="email"></label>
<label>Password <input name="password" type="password"></label><button>Sign in</button>
</form></body></html>"""
# A menu that opens on a click.
SCRIPT = """document.querySelector("#menu").addEventListener("click", () => {
  const entry = document.createElement("button");
  entry.id = "entry";
  entry.textContent = "Entry";
  document.body.append(entry);
});"""


def create_site() -> web.Application:
    site = web.Application(middlewares=[guarded])
    site.router.add_get("/", home)
    for path, text, kind in (
        ("/new", NEW, "text/html"),
        ("/covered", COVERED, "text/html"),
        ("/style.css", STYLE, "text/css"),
        ("/page.js", SCRIPT, "text/javascript"),
        ("/sign-in", SIGN_IN, "text/html"),
    ):
        site.router.add_get(path, still(text, kind))
    site.router.add_get("/members", members)
    site.router.add_post("/sign-in", sign_in)
    return site


@web.middleware
async def guarded(request: web.Request, handler) -> web.StreamResponse:
    """No script but the site's own, and no string becomes one."""
    answer = await handler(request)
    answer.headers["Content-Security-Policy"] = strict_policy("'self'")
    return answer


def still(text: str, kind: str):
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind)

    return answer


async def home(request: web.Request) -> web.Response:
    who = request.cookies.get("who", "nobody")
    return web.Response(text=HOME.format(who=who), content_type="text/html")


async def members(request: web.Request) -> web.Response:
    if request.cookies.get("who") is None:
        raise web.HTTPFound("/sign-in?next=/members")
    return web.Response(text=HOME.format(who="member"), content_type="text/html")


async def sign_in(request: web.Request) -> web.Response:
    form = await request.post()
    if form["password"] != "open sesame":
        return web.Response(text="Wrong password", status=403)
    reply = web.Response(status=302, headers={"Location": "/"})
    reply.set_cookie("who", str(form["email"]))
    return reply
