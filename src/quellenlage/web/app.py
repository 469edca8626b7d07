"""The web application: routes, what may be asked, what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quellenlage.domain.decision import Decision
from quellenlage.errors import InputError, LedgerError
from quellenlage.ledger.codec import encode
from quellenlage.ledger.decisions import DECISIONS, read_decisions
from quellenlage.render.i18n import LANGUAGES, words
from quellenlage.render.page import embedded, environment, printable, static
from quellenlage.render.phrases import phrases
from quellenlage.stores.register_asked import Asked
from quellenlage.web import lines, pages, searching
from quellenlage.web.decide import MAX_BODY, Desk, RefusedError, about, decisions_view, is_pending
from quellenlage.web.findings_page import findings
from quellenlage.web.page import MissingError, Opened, Page, StoryHead
from quellenlage.web.places import SECTIONS, section_of, to
from quellenlage.web.query import Paging, Query, read_query
from quellenlage.web.report_page import reading
from quellenlage.web.site import Site

FILES = {"dossier.css": "text/css", "web.css": "text/css", "dossier.js": "text/javascript"}
SPOKEN = ("statements.cited",)
COOKIE = "ql-language"
DESK_COOKIE = "ql-desk"

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
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
    story: StoryHead | None
    paging: Paging | None
    asked: Asked | None
    content: object


class Interface:
    """The handlers over one site."""

    def __init__(self, site: Site, desk: Desk | None = None) -> None:
        self.site, self.desk = site, desk
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
            "changes": pages.changes,
        }
        made = [
            Route("/", self._page(lambda request: pages.stories)),
            Route("/search", self._page(lambda request: searching.search)),
            Route("/findings", self._page(lambda request: findings)),
            Route("/entry/{id}", self._page(_about(lines.entry))),
            Route("/report/{id}", self._page(_about(reading))),
            Route("/story/{id}", self._page(_about(pages.overview))),
            Route("/language", self.language),
            Route("/decisions", self._page(lambda request: self._decisions)),
            Route("/edit", self.edit),
            Route("/decide", self.decide, methods=["POST"]),
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
            except (LedgerError, InputError) as error:
                return self._error(request, 503, "web.damaged", str(error))
            if isinstance(page, lines.Moved):
                return RedirectResponse(page.address, 307)
            if _wants_json(request):
                return _json(request, page)
            return self._html(request, page, query)

        return handle

    def _html(self, request: Request, page: Page, query: Query) -> Response:
        story: dict[str, object] = {"anchor": "", "title": "", "language": "", "actors": ()}
        if page.story is not None:
            story |= asdict(page.story)
        story[page.name] = page.content
        text = self._render(
            page.name,
            request,
            view=page.content,
            story=story,
            head=page.story,
            page=page.paging,
            filters=page.filters,
            query=query,
            title=page.title,
            edits=self._edits(request),
        )
        return _as_html(text)

    def _error(self, request: Request, status: int, key: str, detail: str) -> Response:
        if _wants_json(request):
            return Response(encode({"error": detail}), status, media_type="application/json")
        text = self._render("error", request, key=key, detail=detail)
        return _as_html(text, status)

    def _render(self, name: str, request: Request, **more: object) -> str:
        """A template with what every page needs."""
        chosen = words(_language_of(request))
        context: dict[str, object] = {
            "head": None,
            "page": None,
            "filters": None,
            "story": None,
            "query": None,
        }
        context |= {"title": "", "edits": None, "name": name, "here": _here(request)}
        context |= phrases(chosen.language, to)
        context |= {"sections": SECTIONS, "section_of": section_of}
        context["catalogue"] = embedded({key: chosen.table[key] for key in SPOKEN})
        return printable(self.environment.get_template(f"web/{name}.html").render(context | more))

    # -- decisions -------------------------------------------------------------------------------------

    def _decisions(self, opened: Opened, query: Query) -> Page:
        """What people decided; the file beside the ledger may be read by everybody who reads the ledger."""
        path = self.site.folder / DECISIONS
        made = read_decisions(path) if path.is_file() else ()
        return Page("decisions", "", decisions_view(opened, made))

    def _edits(self, request: Request) -> Edits | None:
        """What pages need to offer decisions; None for those who may not make any."""
        if self.desk is None or not self.desk.knows(request.cookies.get(DESK_COOKIE, "")):
            return None
        try:
            made = self.desk.decisions()
        except InputError:
            made = ()
        return Edits(self.desk.seal, made, is_pending(self.site.opened(), made))

    def edit(self, request: Request) -> Response:
        """Let a browser in that has the token of this start."""
        if self.desk is None or not self.desk.lets_in(request.query_params.get("token", "")):
            return self._error(request, 403, "decide.not_allowed", "--edit")
        response = RedirectResponse("/", 303)
        response.set_cookie(DESK_COOKIE, self.desk.cookie, httponly=True, samesite="strict")
        return response

    async def decide(self, request: Request) -> Response:
        """Take a decision: only from a browser that was let in, and from a form of ours."""
        form = await _form(request)
        desk = self.desk
        known = desk is not None and desk.knows(request.cookies.get(DESK_COOKIE, ""))
        if desk is None or not known or not desk.sealed(form.get("seal", "")) or not _same_origin(request):
            return self._error(request, 403, "decide.not_allowed", "")

        def taken() -> Response:
            try:
                desk.take(self.site.opened(), form)
            except RefusedError as error:
                return self._error(request, 400, "decide.refused", str(error))
            except (LedgerError, InputError) as error:
                return self._error(request, 503, "web.damaged", str(error))
            back = form.get("back", "")
            return RedirectResponse(back if _is_local(back) else "/decisions", 303)

        return await run_in_threadpool(taken)

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


@dataclass(frozen=True, slots=True)
class Edits:
    """What a page needs to offer decisions."""

    seal: str
    decisions: tuple[Decision, ...]
    pending: bool

    def about(self, *subjects: str) -> tuple[Decision, ...]:
        """The decisions in force that name one of these."""
        return about(self.decisions, subjects)


def application(site: Site, host_fits: Callable[[str], bool], desk: Desk | None = None) -> Starlette:
    """The application over a site. Requests with a `Host` that does not fit are refused.

    Without a desk nothing can be changed.
    """
    return Starlette(
        routes=Interface(site, desk).routes(), middleware=[Middleware(Guard, host_fits=host_fits)]
    )


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


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; one that is too long has none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return {}


def _same_origin(request: Request) -> bool:
    """Whether the form was sent from a page of ours, as far as the browser tells."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


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
    for name in made.list_templates(filter_func=lambda name: name.startswith("web/")):
        made.get_template(name)  # compiled now, so that the first reader does not wait
    return made
