"""The routes of the page: the list, a document, its pages in tiles, and what a person corrects."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cchc_ocr.corrections.undoing import history
from cchc_ocr.errors import CchcError, UnreadableError, UsageError
from cchc_ocr.export.labels import label_of
from cchc_ocr.files.page_scans import PageScan
from cchc_ocr.review import sampling
from cchc_ocr.review.actions import PageAction, corrections_of
from cchc_ocr.review.desk import ChangedMeanwhileError, Desk, OpenedRecord
from cchc_ocr.review.guard import Guard
from cchc_ocr.review.lines import cell_box, shown_lines
from cchc_ocr.review.page_store import PageStore, page_folder
from cchc_ocr.review.rendering import kind_name, panel, query_of, rendered
from cchc_ocr.review.texts import script_texts, state_names, told
from cchc_ocr.review.typing_in import shown
from cchc_ocr.review.waiting import STATES, Chosen, WaitingDocument, after
from cchc_ocr.runs.workers import Executor, Workers
from cchc_ocr.translation import used

_MOST_SENT = 1_000_000  # bytes of a request: a line of text has less
MEMORY = 4096  # MiB that drawing or reading a page may take: a picture of 1 GB is decoded, turned and cut
_LISTED = 200  # documents on one page of the list
_KEPT = "private, max-age=3600"  # tiles, in the browser alone

Executors: TypeAlias = tuple[Executor, Executor]  # who draw pages, and who read them
PageAnswer: TypeAlias = Callable[["ReviewServer", Request], Awaitable[Response]]


def _json(answer: PageAnswer) -> PageAnswer:
    """An answer to the script: errors that a person can act on are told in it."""

    @wraps(answer)
    async def guarded(server: ReviewServer, request: Request) -> Response:
        try:
            return await answer(server, request)
        except ChangedMeanwhileError as error:
            text = shown(error.value, comma=used() == "vi") if isinstance(error.value, str | int | float) else ""
            more = {"now": text, "by": error.by, "changed": True}
            return JSONResponse({"error": told(error), **more}, 409)
        except UnreadableError as error:
            return JSONResponse({"error": told(error)}, 404)
        except CchcError as error:
            return JSONResponse({"error": told(error)}, 422)

    return guarded


@dataclass(frozen=True, slots=True)
class ReviewServer:
    """What the routes share: the folder of results, and its pages. ``spot`` shows only the sample."""

    desk: Desk
    store: PageStore
    spot: bool = False

    async def list(self, request: Request) -> Response:
        """The list of documents."""
        chosen = await self._chosen(request)
        found = await run_in_threadpool(self.desk.waiting, chosen)
        first = max(_whole(request.query_params.get("from", "0")), 0)
        page = {
            "found": found,
            "documents": found.documents[first : first + _LISTED],
            "first": first,
            "listed": _LISTED,
            "chosen": chosen,
            "states": state_names(STATES),
            "leading": {one.id: _leading(one) for one in found.documents[first : first + _LISTED]},
            "kinds": [(kind, kind_name(kind), count) for kind, count in found.kinds],
            "query": query_of(chosen),
        }
        page["spot"] = await run_in_threadpool(sampling.sample, self.desk.folder) if self.spot else None
        return self._page("list.html", page)

    async def document(self, request: Request) -> Response:
        """A document beside its page."""
        try:
            opened = await self._opened(request)
        except UnreadableError as error:
            return await self._unread(request, error)
        chosen = await self._chosen(request)
        documents = await run_in_threadpool(self.desk.listed, chosen)
        places = [at for at, one in enumerate(documents) if one.id == opened.document.id]
        page = {
            "opened": opened,
            "place": places[0] if places else _whole(request.query_params.get("at", "0")),
            "waiting": len(documents),
            "data": {**self._panel(opened), "pages": list(opened.numbers), "texts": script_texts()},
            "query": query_of(chosen),
            "spot": self.spot,
        }
        return self._page("document.html", page)

    async def next(self, request: Request) -> Response:
        """The document after this one, or back to the list where it was the last; ``back`` goes the other way."""
        chosen = await self._chosen(request)
        documents = await run_in_threadpool(self.desk.listed, chosen)
        at, id = _whole(request.query_params.get("at", "0")), request.query_params.get("after", "")
        if "back" in request.query_params:
            before = next((place for place, one in enumerate(documents) if one.id == id), at) - 1
            one = documents[before] if 0 <= before < len(documents) else None
        else:
            one = after(documents, id, at)
        if one is None:
            return RedirectResponse(f"/{query_of(chosen)}", 303)
        place = documents.index(one)
        query = query_of(chosen)
        return RedirectResponse(f"/d/{one.id}{query}{'&' if query else '?'}at={place}", 303)

    @_json
    async def panel(self, request: Request) -> Response:
        """The values of a document as they are now."""
        every = "all" in request.query_params
        return JSONResponse(self._panel(await self._opened(request), every=every))

    @_json
    async def version(self, request: Request) -> Response:
        """Whether somebody has changed the document."""
        document = await run_in_threadpool(self.desk.find, request.path_params["id"])
        return JSONResponse({"version": await run_in_threadpool(self.desk.version, document)})

    @_json
    async def scanned(self, request: Request) -> Response:
        """Whether the original is another one than was read: no box lies right then, and corrections get lost."""
        opened = await self._opened(request)
        scan = await run_in_threadpool(self.desk.original, opened.document, 1)
        return JSONResponse({"changed": await self.store.sha256(scan) != opened.record.source.sha256})

    @_json
    async def correct(self, request: Request) -> Response:
        """Store what a person has done."""
        action = PageAction.of(await _sent(request))
        opened = await self._opened(request)
        corrections = corrections_of(opened, action)
        await run_in_threadpool(self.desk.correct, opened, corrections)
        return await self._saved(request, corrections[0].pointer)

    @_json
    async def undo(self, request: Request) -> Response:
        """Take back the last correction of this user, or put it back again."""
        again = (await _sent(request)).get("again") is True
        opened = await self._opened(request)
        one = await run_in_threadpool(lambda: self.desk.undo(opened, again=again))
        return await self._saved(request, one.pointer if one else "")

    @_json
    async def check_off(self, request: Request) -> Response:
        """Note that a document of the sample was looked through."""
        opened = await self._opened(request)
        spot = await run_in_threadpool(self._check_off, opened)
        return JSONResponse({"found": spot.values.found, "of": spot.values.of})

    @_json
    async def size(self, request: Request) -> Response:
        """The size of a page in pixels."""
        size = await self.store.size(await self._scan(request))
        return JSONResponse({"width": size.width, "height": size.height, "levels": size.levels})

    @_json
    async def tile(self, request: Request) -> Response:
        """One tile of a page."""
        at = (request.path_params[name] for name in ("level", "row", "column"))
        return _picture(await self.store.tile(await self._scan(request), *at))

    @_json
    async def part(self, request: Request) -> Response:
        """A part of a page."""
        box = _box(request.query_params.get("box", ""))
        width = _whole(request.query_params.get("width", "800"))
        return _picture(await self.store.part(await self._scan(request), box, width))

    @_json
    async def words(self, request: Request) -> Response:
        """The words on a page with their boxes."""
        return JSONResponse(await self.store.words(await self._scan(request)))

    @_json
    async def read(self, request: Request) -> Response:
        """What the engine reads in the box that a person drew."""
        box = (await _sent(request)).get("box")
        if not (isinstance(box, list) and len(box) == 4 and all(type(side) is int for side in box)):
            raise UsageError("this is no box", hint="draw it on the page")
        return JSONResponse({"text": await self.store.read(await self._scan(request), box)})

    @_json
    async def lines(self, request: Request) -> Response:
        """The text of a page, line by line."""
        opened, number = await self._opened(request), request.path_params["number"]
        if number not in opened.numbers or opened.numbers.index(number) >= len(opened.texts):
            raise UnreadableError("there is no text of this page", hint="choose another page")
        at = opened.numbers.index(number)
        read = None
        if opened.record.source.origin != "text" and opened.texts[at].strip():
            try:
                read = await self.store.words(self.desk.scan(opened, number))
            except CchcError:
                read = None  # the original is gone: its text is still there
        lines = list(shown_lines(opened.texts[at], read))
        part = {"lines": lines, "at": at, "number": number, "id": opened.document.id}
        return JSONResponse({"html": rendered("lines.html", part)})

    @_json
    async def place(self, request: Request) -> Response:
        """Where the cell of a table stands on its page."""
        opened = await self._opened(request)
        parts = request.query_params.get("pointer", "").split("/")
        if len(parts) < 5 or parts[1] != "tables" or not parts[2].isdecimal():
            raise UsageError("this is no cell of a table", hint="choose one")
        table = opened.record.tables[int(parts[2])]
        row = table.header if parts[3] == "header" else table.rows[int(parts[4])]
        for number in (table.page, table.page + 1):
            if number in opened.numbers:
                read = await self.store.words(self.desk.scan(opened, number))
                if box := cell_box(row, int(parts[-1]), read):
                    return JSONResponse({"page": number, "box": box})
        return JSONResponse({"page": table.page, "box": None})

    async def _opened(self, request: Request) -> OpenedRecord:
        return await run_in_threadpool(self.desk.open, request.path_params["id"])

    async def _scan(self, request: Request) -> PageScan:
        return await run_in_threadpool(self._scan_of, request.path_params["id"], request.path_params["number"])

    def _scan_of(self, id: str, number: int) -> PageScan:
        document = self.desk.find(id)
        if document.state == "failed":
            return self.desk.original(document, number)
        return self.desk.scan(self.desk.open(id), number)

    async def _saved(self, request: Request, pointer: str) -> Response:
        opened = await self._opened(request)
        spot = await run_in_threadpool(sampling.sample, self.desk.folder)
        if opened.document.id in spot.checked:
            await run_in_threadpool(self._check_off, opened)
        every = "all" in request.query_params
        return JSONResponse({**self._panel(opened, every=every), "pointer": pointer})

    def _check_off(self, opened: OpenedRecord) -> sampling.SpotCheck:
        done, _ = history(opened.corrections)
        wrong = {one.pointer for one in done if one.op != "replace" or one.was != one.is_}
        values = self.desk.values_read(opened.document)
        checked = sampling.Checked(values, len(wrong), self.desk.user, self.desk.now())
        return sampling.check_off(self.desk.folder, opened.document.id, checked)

    async def _chosen(self, request: Request) -> Chosen:
        asked = {name: request.query_params.get(name, "") for name in ("kind", "issuer", "year", "folder")}
        state = request.query_params.get("state", "all" if self.spot else "open")
        only = None
        if self.spot:
            only = frozenset((await run_in_threadpool(sampling.sample, self.desk.folder)).drawn)
        return Chosen(state if state in STATES else "open", only=only, **asked)

    def _panel(self, opened: OpenedRecord, *, every: bool = False) -> dict[str, Any]:
        return panel(opened, self.desk.user, every=every)

    async def _unread(self, request: Request, error: UnreadableError) -> Response:
        try:
            document = await run_in_threadpool(self.desk.find, request.path_params["id"])
        except UnreadableError:
            document = None
        page = {"document": document, "error": told(error), "query": query_of(await self._chosen(request))}
        return self._page("unread.html", page, 200 if document else 404)

    def _page(self, name: str, page: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        return HTMLResponse(rendered(name, {**page, "user": self.desk.user}), status)


def application(
    desk: Desk, guard: Guard, *, spot: bool = False, executors: Executors | None = None, memory: int = MEMORY
) -> Starlette:
    """The page as an ASGI application.

    ``executors`` do its work (default: two worker processes, each of which may take ``memory`` MiB).
    """
    made: list[ReviewServer] = []

    @asynccontextmanager
    async def working(_: Starlette) -> AsyncIterator[None]:
        drawers, readers = executors or (Workers(1, memory=memory), Workers(1, memory=memory))
        with page_folder() as folder:
            async with drawers, readers:
                made.append(ReviewServer(desk, PageStore(folder, drawers, readers), spot))
                yield

    def route(path: str, answer: PageAnswer, *methods: str) -> Route:
        async def answered(request: Request) -> Response:
            return await answer(made[-1], request)

        return Route(path, answered, methods=[*methods] or ["GET"])

    page = "/d/{id}/pages/{number:int}"
    routes = [
        route("/", ReviewServer.list),
        route("/next", ReviewServer.next),
        route("/d/{id}", ReviewServer.document),
        route("/d/{id}/panel", ReviewServer.panel),
        route("/d/{id}/version", ReviewServer.version),
        route("/d/{id}/scan", ReviewServer.scanned),
        route("/d/{id}/place", ReviewServer.place),
        route("/d/{id}/corrections", ReviewServer.correct, "POST"),
        route("/d/{id}/undo", ReviewServer.undo, "POST"),
        route("/d/{id}/checked", ReviewServer.check_off, "POST"),
        route(f"{page}/size", ReviewServer.size),
        route(f"{page}/tiles/{{level:int}}/{{row:int}}/{{column:int}}", ReviewServer.tile),
        route(f"{page}/part", ReviewServer.part),
        route(f"{page}/words", ReviewServer.words),
        route(f"{page}/lines", ReviewServer.lines),
        route(f"{page}/read", ReviewServer.read, "POST"),
        Mount("/static", StaticFiles(packages=[("cchc_ocr.review", "static")])),
    ]
    middleware = [Middleware(BaseHTTPMiddleware, dispatch=guard)]
    return Starlette(routes=routes, middleware=middleware, lifespan=working)


async def _sent(request: Request) -> Mapping[str, Any]:
    """The JSON object that the script sent. Raises UsageError where it is none."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise UsageError("the page sent no JSON", hint="load the page again")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_SENT:
            raise UsageError("the page sent too much", hint="send less at a time")
    try:
        sent = json.loads(body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise UsageError("the page sent no JSON", hint="load the page again")
    return sent


def _leading(one: WaitingDocument) -> str:
    return ", ".join(label_of(pointer, used()) for pointer in one.leading)


def _picture(data: bytes) -> Response:
    return Response(data, media_type="image/jpeg", headers={"Cache-Control": _KEPT})


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _box(text: str) -> list[int]:
    sides = [_whole(part) for part in text.split(",")]
    if len(sides) != 4:
        raise UsageError("this is no box", hint="load the page again")
    return sides
