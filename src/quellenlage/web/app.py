"""The web application: routes, what may be asked, what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quellenlage.errors import LedgerError
from quellenlage.ledger.codec import encode
from quellenlage.render.i18n import LANGUAGES, Words, words
from quellenlage.render.page import embedded, environment, static
from quellenlage.stores.register import Asked
from quellenlage.web import lines, pages
from quellenlage.web.pages import MissingError, Opened, Page
from quellenlage.web.places import SECTIONS, section_of, to
from quellenlage.web.query import Paging, Query, read_query
from quellenlage.web.site import Site

FILES = {"dossier.css": "text/css", "web.css": "text/css", "dossier.js": "text/javascript"}
SPOKEN = ("statements.cited",)
COOKIE = "ql-language"

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

Show = Callable[[Opened, Query], Page | lines.Moved]


@dataclass(frozen=True, slots=True)
class Answer:
    """What JSON readers get: the page's kind, its address, where it goes on, and its content."""

    page: str
    address: str
    story: pages.StoryHead | None
    paging: Paging | None
    asked: Asked | None
    content: object


class Interface:
    """The handlers over one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.environment = _templates()

    def routes(self) -> list[Route]:
        """Every address that is answered."""
        by_story: dict[str, Callable[[Opened, Query, str], Page]] = {
            "overview": pages.overview,
            "statements": pages.statements,
            "claims": pages.claims,
            "figures": pages.figures,
            "timeline": pages.timeline,
            "reports": pages.reports,
            "origins": pages.origins,
            "actors": pages.actors,
        }
        made = [
            Route("/", self._page(lambda request: pages.stories)),
            Route("/search", self._page(lambda request: lines.search)),
            Route("/findings", self._page(lambda request: pages.findings)),
            Route("/entry/{id}", self._page(_about(lines.entry))),
            Route("/report/{id}", self._page(_about(pages.reading))),
            Route("/story/{id}", self._page(_about(pages.overview))),
            Route("/language", self.language),
            Route("/static/{name}", self.file),
        ]
        made += [Route(f"/story/{{id}}/{name}", self._page(_about(show))) for name, show in by_story.items()]
        return made

    # -- pages -----------------------------------------------------------------------------------------

    def _page(self, show_for: Callable[[Request], Show]) -> Callable[[Request], Response]:
        def handle(request: Request) -> Response:
            try:
                query = read_query(request.url.path, request.query_params)
                page = show_for(request)(self.site.opened(), query)
            except MissingError as missing:
                return self._error(request, 404, "web.missing", str(missing))
            except LedgerError as error:
                return self._error(request, 503, "web.damaged", str(error))
            if isinstance(page, lines.Moved):
                return RedirectResponse(page.address, 307)
            if _wants_json(request):
                return _json(request, page)
            return self._html(request, page, query)

        return handle

    def _html(self, request: Request, page: Page, query: Query) -> Response:
        chosen = words(_language_of(request))
        head = page.story
        story: dict[str, Any] = {"anchor": "", "title": "", "language": "", "actors": ()}
        if head is not None:
            story |= asdict(head)
        story[page.name] = page.content
        text = self.environment.get_template(f"web/{page.name}.html").render(
            words=chosen,
            view=page.content,
            story=story,
            head=head,
            page=page.paging,
            filters=page.filters,
            query=query,
            name=page.name,
            title=page.title,
            here=_here(request),
            sections=SECTIONS,
            section_of=section_of,
            catalogue=embedded({key: chosen.table[key] for key in SPOKEN}),
        )
        return _as_html(text)

    def _error(self, request: Request, status: int, key: str, detail: str) -> Response:
        if _wants_json(request):
            return Response(encode({"error": detail}), status, media_type="application/json")
        chosen: Words = words(_language_of(request))
        text = self.environment.get_template("web/error.html").render(
            words=chosen, key=key, detail=detail, head=None, page=None, filters=None, name="error", title="",
            here=_here(request), query=None, sections=SECTIONS, section_of=section_of, story=None,
            catalogue=embedded({key: chosen.table[key] for key in SPOKEN}),
        )  # fmt: skip
        return _as_html(text, status)

    # -- the rest --------------------------------------------------------------------------------------

    def language(self, request: Request) -> Response:
        """Choose the interface's language, then go back to where the reader was."""
        asked = request.query_params.get("to", "")
        back = request.query_params.get("back", "/")
        response = RedirectResponse(back if _is_local(back) else "/", 303)
        if asked in LANGUAGES:
            response.set_cookie(COOKIE, asked, max_age=31_536_000, httponly=True, samesite="strict")
        return response

    def file(self, request: Request) -> Response:
        """A style sheet or script of the package; no other file is ever read."""
        name = request.path_params["name"]
        if name not in FILES:
            return PlainTextResponse("not found", 404)
        return Response(str(static(name)), media_type=FILES[name], headers={"cache-control": "max-age=60"})


def application(site: Site, host_fits: Callable[[str], bool]) -> Starlette:
    """The application over a site. Requests with a `Host` that does not fit are refused."""
    return Starlette(routes=Interface(site).routes(), middleware=[Middleware(Guard, host_fits=host_fits)])


class Guard:
    """Refuses requests under another name than ours, and puts the headers of `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, host_fits: Callable[[str], bool]) -> None:
        self.app, self.host_fits = app, host_fits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                had = {name for name, _ in message["headers"]}
                message["headers"] += [
                    (name.encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.encode() not in had
                ]
            await send(message)

        if scope["type"] == "http":
            host = next((value for name, value in scope["headers"] if name == b"host"), b"")
            if not self.host_fits(host.decode("latin-1")):
                await PlainTextResponse("this server is not called so", 421)(scope, receive, sent)
                return
        await self.app(scope, receive, sent)


def _about(show: Callable[[Opened, Query, str], Page | lines.Moved]) -> Callable[[Request], Show]:
    def for_request(request: Request) -> Show:
        own = request.path_params["id"]
        return lambda opened, query: show(opened, query, own)

    return for_request


def _json(request: Request, page: Page) -> Response:
    asked = page.filters.asked if page.filters else None
    answer = Answer(page.name, _here(request), page.story, page.paging, asked, page.content)
    return Response(encode(answer), media_type="application/json")


def _as_html(text: str, status: int = 200) -> Response:
    return Response(text.encode("utf-8"), status, media_type="text/html; charset=utf-8")


def _wants_json(request: Request) -> bool:
    if "format" in request.query_params:
        return request.query_params["format"] == "json"
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _language_of(request: Request) -> str:
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip().split(";")[0].split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def _here(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def _is_local(address: str) -> bool:
    """Whether an address leads to a page of ours."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return plain and not parts.scheme and not parts.netloc


def _templates() -> Environment:
    made = environment(to, live=True)
    made.globals.update(dict=dict)
    return made
