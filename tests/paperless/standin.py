"""A stand-in of Paperless-ngx: it answers as its REST API documents, and refuses what the real one refuses."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import SplitResult, parse_qs, urlsplit

TOKEN = "0123456789abcdef"
LISTS = ("correspondents", "document_types", "tags", "custom_fields")
DATA_TYPES = (
    "string",
    "url",
    "date",
    "boolean",
    "integer",
    "float",
    "monetary",
    "documentlink",
    "select",
    "longtext",
)
WRITABLE = {"title", "created", "correspondent", "document_type", "tags", "custom_fields"}
Answer = tuple[int, Any]


@dataclass
class Paperless:
    """What it holds, what was asked of it, and which answers it gives before those that are right."""

    documents: dict[int, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in LISTS})
    files: dict[int, bytes] = field(default_factory=dict)
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    answers: list[Answer | str] = field(default_factory=list)
    data_types: tuple[str, ...] = DATA_TYPES
    token: str = TOKEN
    versions: tuple[str, ...] = ("9", "10")
    url: str = ""

    def add_document(self, number: int, file: str = "scan_0001.pdf", content: bytes = b"", **more: Any) -> None:
        """A document as it was just consumed."""
        self.documents[number] = {
            **{"id": number, "title": file.rpartition(".")[0], "created": "2024-11-20", "correspondent": None},
            **{"document_type": None, "tags": [], "custom_fields": [], "notes": [], "original_file_name": file},
            **more,
        }
        self.files[number] = content

    def add(self, name: str, entry: str, **more: Any) -> int:
        """An entry of a list."""
        number = len(self.lists[name]) + 1
        self.lists[name].append({"id": number, "name": entry, **more})
        return number

    def named(self, name: str) -> dict[int, str]:
        return {entry["id"]: entry["name"] for entry in self.lists[name]}

    def fields_of(self, number: int) -> dict[str, Any]:
        """The custom fields of a document by their names."""
        names = self.named("custom_fields")
        return {names[one["field"]]: one["value"] for one in self.documents[number]["custom_fields"]}

    @property
    def changes(self) -> list[tuple[str, str, Any]]:
        """What was asked beyond questions."""
        return [call for call in self.calls if call[0] != "GET"]

    def answer(self, method: str, target: str, headers: Any, body: Any) -> Answer | str:
        """Status and content, where a text is no JSON; a text instead of both is no answer at all."""
        parts = urlsplit(target)
        self.calls.append((method, parts.path, body))
        if self.answers:
            return self.answers.pop(0)
        return self._right_answer(method, parts, headers, body)

    def _right_answer(self, method: str, parts: SplitResult, headers: Any, body: Any) -> Answer | str:
        if headers.get("Authorization") != f"Token {self.token}":
            return 401, {"detail": "Invalid token."}
        if headers.get("Accept") not in {f"application/json; version={one}" for one in self.versions}:
            return 406, {"detail": 'Invalid version in "Accept" header.'}
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match (method, *parts.path.strip("/").split("/")):
            case ("GET", "api", name) if name in LISTS and parts.path.endswith("/"):
                return self._page(name, query)
            case ("POST", "api", name) if name in LISTS and parts.path.endswith("/"):
                return self._added(name, body)
            case (_, "api", "documents", number, *rest) if int(number) in self.documents:
                return self._of_document(method, int(number), rest, body, query)
        return 404, {"detail": "Not found."}

    def _page(self, name: str, query: dict[str, str]) -> Answer:
        page, size = int(query.get("page", 1)), min(int(query.get("page_size", 25)), 2)  # pages are small here
        entries = self.lists[name]
        found = entries[(page - 1) * size : page * size]
        after = f"{self.url}/api/{name}/?page={page + 1}" if len(entries) > page * size else None
        return 200, {"count": len(entries), "next": after, "previous": None, "results": found}

    def _added(self, name: str, entry: dict[str, Any]) -> Answer:
        if len(entry["name"]) > 128:
            return 400, {"name": ["Ensure this field has no more than 128 characters."]}
        if entry["name"] in self.named(name).values():
            return 400, {"error": "Object violates owner / name unique constraint"}
        if name == "custom_fields" and entry.get("data_type") not in self.data_types:
            return 400, {"data_type": [f'"{entry.get("data_type")}" is not a valid choice.']}
        return 201, {**entry, "id": self.add(**{"name": name, "entry": entry.pop("name")}, **entry)}

    def _of_document(
        self, method: str, number: int, rest: list[str], body: Any, query: dict[str, str]
    ) -> Answer | str:
        document = self.documents[number]
        match (method, rest):
            case ("GET", []):
                return 200, document
            case ("GET", ["download"]) if query == {"original": "true"}:
                return 200, self.files[number]
            case ("PATCH", []):
                return self._changed(document, body)
            case ("POST", ["notes"]) if set(body) == {"note"}:
                document["notes"].append({"id": len(document["notes"]) + 1, "note": body["note"]})
                return 200, document["notes"]
        return 405, {"detail": f'Method "{method}" not allowed.'}

    def _changed(self, document: dict[str, Any], values: dict[str, Any]) -> Answer:
        assert set(values) <= WRITABLE, values
        if len(values.get("title", "")) > 128:
            return 400, {"title": ["Ensure this field has no more than 128 characters."]}
        if "created" in values:
            date.fromisoformat(values["created"])
        for key, name in (("correspondent", "correspondents"), ("document_type", "document_types")):
            if values.get(key) is not None and values[key] not in self.named(name):
                return 400, {key: [f'Invalid pk "{values[key]}" - object does not exist.']}
        if unknown := set(values.get("tags", ())) - set(self.named("tags")):
            return 400, {"tags": [f'Invalid pk "{unknown}" - object does not exist.']}
        for one in values.get("custom_fields", ()):
            if fault := self._fault(one):
                return 400, {"custom_fields": [{"non_field_errors": [fault]}]}
        document.update(values)
        return 200, document

    def _fault(self, instance: dict[str, Any]) -> str | None:
        (kind,) = (one["data_type"] for one in self.lists["custom_fields"] if one["id"] == instance["field"])
        value = instance["value"]
        expected: Any = {"integer": int, "float": (int, float)}.get(kind, str)
        if not isinstance(value, expected):
            return "Enter a valid value."
        too_long = kind == "string" and len(value) > 128
        return "Ensure this value has at most 128 characters." if too_long else None


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for the stand-in."""

    paperless: ClassVar[Paperless]
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # in one piece: the second of two waits for the first to be acknowledged

    def _handle(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        answer = self.paperless.answer(self.command, self.path, self.headers, body)
        if isinstance(answer, str):
            self.close_connection = True
            return
        code, content = answer
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        if isinstance(content, str):
            data = content.encode()
        self.send_response(code)
        if code == 302:
            self.send_header("Location", str(content))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = _handle

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def served(paperless: Paperless) -> Iterator[Paperless]:
    """The stand-in at an address of this machine."""
    handler = type("Handler", (_Handler,), {"paperless": paperless})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        paperless.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield paperless
        finally:
            server.shutdown()
            thread.join()
