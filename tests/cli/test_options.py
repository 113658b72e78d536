"""Every option of every command reaches the stage it is for, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from typer.main import get_command

from cchc_ocr import export, ngram, pipeline, stream
from cchc_ocr.cli import doctor, output, standing
from cchc_ocr.cli.app import app
from cchc_ocr.cli.commands import measuring
from cchc_ocr.cli.commands import paperless as paperless_command
from cchc_ocr.cli.options import reading, repairing
from cchc_ocr.errors import ExitCode
from cchc_ocr.evaluation import cited_documents, evaluate, judgement, reviewed, shown, teaching
from cchc_ocr.evaluation.figures import Report
from cchc_ocr.export import returned
from cchc_ocr.export.found import FoundRecords
from cchc_ocr.extract import ExtractOptions
from cchc_ocr.files import searchable, splitting
from cchc_ocr.files.options import ReadOptions
from cchc_ocr.files.passwords import Passwords
from cchc_ocr.files.splitting import TakenOut
from cchc_ocr.filing import placing, planning, undoing
from cchc_ocr.paperless import config as paperless_config
from cchc_ocr.paperless import proposing
from cchc_ocr.pipeline import Options
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.repair import RepairOptions
from cchc_ocr.report import making
from cchc_ocr.review import sampling, serving
from cchc_ocr.review.desk import Desk
from cchc_ocr.runs import batch, claims, cluster, inputs, prune, search, status, watching
from cchc_ocr.runs.inputs import Survey
from cchc_ocr.stacks import DocumentPart, Stack
from cchc_ocr.system import disk, machine
from tests.conftest import Cli

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
Seen = dict[str, object]

# Of options that several commands share: what is typed, which field it sets, to what.
REPAIR: list[tuple[list[str], str, object]] = [
    (["--strength", "bold"], "repair.strength", "bold"),
    (["--tone-placement", "new"], "repair.tone_placement", "new"),
    (["--dictionaries", "own"], "repair.dictionaries", Path("own")),
    (["--model", "own.model"], "repair.model", Path("own.model")),
]
READ: list[tuple[list[str], str, object]] = [
    (["--pages", "1,3-5"], "read.pages", (1, 3, 4, 5)),
    (["--dpi", "200"], "read.dpi", 200),
    (["--force-ocr"], "read.force_ocr", True),
    (["--trust-text"], "read.trust_text", True),
    (["--max-pixels", "1000"], "read.max_pixels", 1000),
    (["--max-pages", "7"], "read.max_pages", 7),
    (["--password-file", "keys.txt"], "read.passwords", Passwords((("", "1234"),))),
    (["--engine", "tesserocr"], "ocr.engine", "tesserocr"),
    (["--fast"], "ocr.effort", "fast"),
    (["--careful"], "ocr.effort", "careful"),
    (["--page-timeout", "7.5"], "ocr.page_timeout", 7.5),
    (["--review-below", "0.9"], "extract.review_below", 0.9),
    *REPAIR,
]
CHOOSE: list[tuple[list[str], str, object]] = [
    (["--year", "2023", "--year", "2024"], "choice.years", (2023, 2024)),
    (["--body", "so noi vu"], "choice.bodies", ("so noi vu",)),
    (["--index", "papi"], "choice.indices", ("papi",)),
    (["--kind", "rank"], "choice.kinds", ("rank",)),
    (["--nature", "target"], "choice.natures", ("target",)),
    (["--min-confidence", "0.5"], "choice.min_confidence", 0.5),
    (["--reviewed-only"], "choice.reviewed_only", True),
    (["--since", "3/2021"], "choice.since", "2021-03"),
]
SPLIT: tuple[list[str], str, object] = (["--no-split"], "split", False)
JOB: list[tuple[list[str], str, object]] = [
    (["--pdf"], "job.pdf", True),
    (["--pdf", "--drop-blank"], "copy.drop_blank", True),
    (["--document-timeout", "60"], "job.document_timeout", 60.0),
    (["--memory", "1024"], "job.memory", 1024),
    (["--log", "night.jsonl"], "log", Path("night.jsonl")),
    (["--jobs", "3"], "jobs", 3),
    (["--quiet"], "job.count_ahead", False),
]
# By command: what it is called with, and its options.
TABLE: dict[str, tuple[list[str], list[tuple[list[str], str, object]]]] = {
    "run": (
        ["in", "--out", "out"],
        [
            (["--out", "other"], "job.out", Path("other")),
            (["--retry-failed"], "job.retry_failed", True),
            (["--overwrite"], "job.overwrite", True),
            (["--replace-edited"], "job.replace_edited", True),
            (["--scheduler", "tcp://host:8786"], "scheduler", "tcp://host:8786"),
            SPLIT,
            *JOB,
            *READ,
        ],
    ),
    "watch": (["in", "--out", "out"], [(["--out", "other"], "job.out", Path("other")), SPLIT, *JOB, *READ]),
    "ocr": (
        ["a.pdf", "--pdf", "b.pdf"],
        [
            (["--raw"], "repaired", False),
            (["--explain"], "printed", "explained"),
            (["--pdf", "c.pdf"], "pdf", Path("c.pdf")),
            (["--drop-blank"], "copy.drop_blank", True),
            (["--debug-images", "why"], "debug_images", Path("why")),
            (["--overwrite"], "overwrite", True),
            (["--jobs", "3"], "jobs", 3),
            *READ,
        ],
    ),
    "extract": (
        ["a.pdf"],
        [
            (["--pretty"], "indent", 2),
            (["--account"], "accounted", True),
            SPLIT,
            (["--jobs", "3"], "jobs", 3),
            *READ,
        ],
    ),
    "split": (
        ["a.pdf", "--out", "out"],
        [
            (["--out", "other"], "saved", (Path("other/a.2.pdf"),)),
            (["--overwrite"], "overwrite", True),
            (["--jobs", "3"], "jobs", 3),
            *READ,
        ],
    ),
    "restore": (["a.txt"], [(["--explain"], "printed", "explained"), *REPAIR]),
    "learn": (
        ["clean", "--out", "a.model"],
        [
            (["--out", "b.model"], "saved", (Path("b.model"),)),
            (["--from-review"], "taught", Path("clean")),
            (["--from-review", "--yes"], "written", Path("a.model")),
            (["--from-review", "--recalibrate"], "recalibrated", Path("clean")),
            (["--from-review", "--from-records"], "registered", Path("clean")),
        ],
    ),
    "export": (
        ["a.json", "--to", "csv", "--out", "out"],
        [
            (["--to", "xlsx"], "to", "xlsx"),
            (["--out", "other"], "out", Path("other")),
            (["--decimal-comma"], "export.decimal_comma", True),
            (["--folders", "folders.csv"], "export.folders", Path("folders.csv")),
            (["--container", "bagit"], "export.container", "bagit"),
            (["--review-below", "0.5"], "export.review_below", 0.5),
            (["--without-personal"], "blanked", ()),
            (["--dictionaries", "own"], "export.dictionaries", Path("own")),
            (["--table", "results"], "export.table", "results"),
            (["--partition"], "export.partition", ()),
            (["--from", "out1"], "sources", [Path("out1"), Path("a.json")]),
            (["--overwrite"], "overwrite", True),
            *CHOOSE,
        ],
    ),
    "report": (
        ["a.json", "--out", "a.html"],
        [
            (["--out", "b.pdf"], "out", Path("b.pdf")),
            (["--from", "out1"], "sources", [Path("out1"), Path("a.json")]),
            (["--without-personal"], "blanked", ()),
            (["--password-file", "keys.txt"], "passwords", Passwords((("", "1234"),))),
            (["--overwrite"], "overwrite", True),
            *CHOOSE,
        ],
    ),
    "evaluate": (
        ["samples"],
        [
            (["--check"], "agreed", Path("samples/expected.toml")),
            (["--check", "--expected", "own.toml"], "agreed", Path("own.toml")),
            (["--update"], "saved", (Path("samples/expected.toml"),)),
            (["--junit", "a.xml"], "saved", (Path("a.xml"),)),
            (["--from-review"], "reviewed", Path("samples")),
            (["--json"], "shown", "json"),
            (["--jobs", "3"], "jobs", 3),
            *READ,
        ],
    ),
    "search": (
        ["words", "--in", "out"],
        [
            (["--in", "other"], "folder", Path("other")),
            (["--type", "bao cao"], "narrowed.type", "bao cao"),
            (["--issuer", "so noi vu"], "narrowed.issuer", "so noi vu"),
            (["--from", "2021"], "narrowed.since", "2021"),
            (["--to", "2021-03"], "narrowed.until", "2021-03"),
            (["--cites", "5/QĐ-SNV"], "narrowed.cites", "5/QĐ-SNV"),
            (["--limit", "3"], "limit", 3),
        ],
    ),
    "review": (
        ["out"],
        [
            (["--sample", "5%"], "share", 0.05),
            (["--import", "a.xlsx"], "table", Path("a.xlsx")),
            (["--import", "a.xlsx", "--dry-run"], "dry_run", True),
            (["--import", "a.xlsx", "--user", "Bình"], "by", "Bình"),
            (["--user", "An"], "user", "An"),
            (["--port", "8123"], "where.port", 8123),
            (["--host", "0.0.0.0"], "where.host", "0.0.0.0"),
            (["--no-browser"], "opened", False),
            (["--password-file", "keys.txt"], "passwords", Passwords((("", "1234"),))),
            (["--memory", "8192"], "where.memory", 8192),
        ],
    ),
    "status": (
        ["out", "--csv", "a.csv"],
        [
            (["--rebuild"], "rebuilt", Path("out")),
            (["--list"], "listed", {"hints": False}),
            (["--failed"], "listed", {"hints": True}),
            (["--secrecy"], "lines", ("secret",)),
            (["--json"], "json", Path("out")),
            (["--csv", "b.csv"], "saved", (Path("b.csv"),)),
            (["--overwrite"], "overwrite", True),
        ],
    ),
    "file": (
        ["out", "--to", "kho", "--as", "{number}"],
        [
            (["--to", "other"], "filing.to", Path("other")),
            (["--as", "{date}"], "fields", ("date",)),
            (["--how", "move"], "filing.how", "move"),
            (["--searchable"], "filing.searchable", True),
            (["--doubtful", "later"], "filing.doubtful", "later"),
            (["--without-accents"], "plain", True),
            (["--password-file", "keys.txt"], "filing.passwords", Passwords((("", "1234"),))),
            (["--dry-run"], "placed", False),
            (["--undo"], "undone", Path("kho")),
        ],
    ),
    "paperless": (
        ["7"],
        [
            (["--config", "own.toml"], "config", Path("own.toml")),
            (["--dry-run"], "dry_run", True),
            (["--overwrite"], "overwrite", True),
            (["--jobs", "3"], "jobs", 3),
            *READ,
        ],
    ),
    "prune": (["out"], [(["--yes"], "removed", Path("out"))]),
    "schema": ([], []),
    "doctor": ([], REPAIR),
}
ROWS = [
    pytest.param(command, typed, flags, field, value, id=f"{command} {' '.join(flags)}")
    for command, (typed, rows) in TABLE.items()
    for flags, field, value in rows
]


def flat(**stages: object) -> Seen:
    """The fields of frozen options by their stage: {"read.dpi": 300, ...}."""
    return {
        f"{stage}.{field.name}": getattr(options, field.name)
        for stage, options in stages.items()
        for field in fields(options)  # type: ignore[arg-type]
    }


def of(options: Options) -> Seen:
    stages = {name: getattr(options, name) for name in ("read", "ocr", "repair", "extract", "copy")}
    return {**flat(**stages), "split": options.split}


class Spy:
    """Stands in for the stages: nothing is read or written, and ``seen`` has what they were called with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: Seen = {}
        self.set = monkeypatch.setattr

    def put(self, where: Any, name: str, result: object = None, **recorded: Callable[..., object]) -> None:
        """``where.name`` gives ``result`` and records what each of ``recorded`` makes of its arguments."""

        def called(*args: Any, **more: Any) -> object:
            self.seen.update({field: look(*args, **more) for field, look in recorded.items()})
            return result(*args, **more) if callable(result) else result

        self.set(where, name, called)


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Seen:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "keys.txt").write_text("1234\n")
    (tmp_path / "in").mkdir()
    spy = Spy(monkeypatch)
    # `export` imports its writer when it is looked at: before the disk is spied upon, or it would keep the spy
    for watch_over in (runs, text_and_records, documents, evaluation, asking, correcting, connecting):
        watch_over(spy)
    return spy.seen


def runs(spy: Spy) -> None:
    def run(items: object, job: batch.Job, *_: object, processes: int, **_more: object) -> list[object]:
        own = flat(job=job)
        spy.seen.update({**{name: own[name] for name in own if name != "job.options"}, **of(job.options)})
        spy.seen["jobs"] = processes
        return []

    spy.set(batch, "run", run)
    spy.put(batch, "prepare")
    spy.put(inputs, "survey", Survey())
    spy.put(searchable, "check_installed", "")
    spy.put(claims, "see_that_log_is_free", log=lambda path, *_: path)
    spy.put(cluster, "Cluster", SimpleNamespace(threads=99), scheduler=lambda address, *_, **__: address)
    spy.put(watching, "watch", lambda inbox, out, read: read([]))
    spy.put(pipeline, "made_by", "this version")
    spy.put(machine, "cores", 99)


def documents(spy: Spy) -> None:
    def read(path: Path, options: Options, *, jobs: int, on_progress: object) -> list[object]:
        spy.seen.update({**of(options), "jobs": jobs, "repaired": False})
        return []

    def digitise(path: Path, options: Options, *, jobs: int) -> object:
        spy.seen.update({**of(options), "jobs": jobs})
        record = SimpleNamespace(to_json=lambda indent: spy.seen.update(indent=indent) or "")
        return SimpleNamespace(record=record, lacks=None)

    def find_documents(path: Path, options: Options, *, jobs: int) -> object:
        spy.seen.update({**of(options), "jobs": jobs})
        return Stack((DocumentPart(1, 1), DocumentPart(2, 2))), None

    def digitise_each(path: Path, options: Options, *, jobs: int, on_progress: object) -> list[object]:
        return [digitise(path, options, jobs=jobs)]

    spy.set(pipeline, "read", read)
    spy.set(pipeline, "digitise_each", digitise_each)
    spy.set(pipeline, "find_documents", find_documents)
    spy.put(splitting, "take_out", TakenOut((b"", b"")))
    spy.put(pipeline, "attached", ())
    spy.set(pipeline, "digitise", digitise)
    spy.put(pipeline, "account", (), accounted=lambda *_: True, indent=lambda *_: None)
    spy.put(pipeline, "repair", SimpleNamespace(pages=[], explained=lambda: "explained"), repaired=lambda *_: True)
    spy.put(pipeline, "with_debug_images", lambda options, *_: options, debug_images=lambda _, folder, __: folder)
    spy.put(pipeline, "look")
    spy.put(pipeline, "complete", SimpleNamespace(record=None))
    spy.put(searchable, "write", (), pdf=lambda path, pages, out, options, **_: out)
    spy.put(disk, "see_that_it_is_free", overwrite=lambda *_, overwrite: overwrite)
    spy.put(disk, "see_that_folder_is_free")
    spy.put(disk, "save", lambda path, *_: path, saved=lambda path, *_: (path,))


def text_and_records(spy: Spy) -> None:
    @contextmanager
    def opened(file: str) -> Iterator[None]:
        yield

    def restored(file: str, _: object, options: RepairOptions) -> list[object]:
        spy.seen.update(flat(repair=options))
        return [SimpleNamespace(text="text", explained=lambda: "explained")]

    def write(found: object, to: str, out: Path, options: object, *, overwrite: bool) -> object:
        spy.seen.update({"to": to, "out": out, "overwrite": overwrite, **flat(export=options)})
        return SimpleNamespace(files=(), remarks=())

    spy.set(stream, "opened", opened)
    spy.set(stream, "restored", restored)
    spy.put(ngram, "build", b"")

    def chosen(found: object, choice: export.Choice) -> object:
        spy.seen.update(flat(choice=choice))
        return found

    spy.put(export, "load", FoundRecords.of(()), sources=lambda sources, _: list(sources))
    spy.put(export, "without_personal", FoundRecords.of(()), blanked=tuple)
    spy.put(export, "see_that_it_suits")
    spy.set(export, "chosen", chosen)
    spy.set(export, "write", write)

    def make(found: object, choice: export.Choice, out: Path, passwords: Passwords, *, overwrite: bool) -> None:
        spy.seen.update({**flat(choice=choice), "out": out, "passwords": passwords, "overwrite": overwrite})

    spy.put(making, "see_that_it_suits")
    spy.set(making, "make", make)


def evaluation(spy: Spy) -> None:
    def run(samples: Path, digitise: Callable[[Path], object], **_: object) -> Report:
        digitise(samples / "a.pdf")
        return Report(())

    spy.set(evaluate, "run", run)
    spy.put(judgement, "load_expected", agreed=lambda path: path)
    spy.put(judgement, "exit_code", ExitCode.DONE)
    spy.put(judgement, "failures", [])
    spy.put(shown, "to_json", "{}", shown=lambda _: "json")
    spy.put(teaching, "taught", teaching.Taught(terms=("Sở",)), taught=lambda folder, _: folder)
    spy.put(teaching.Taught, "write", [], written=lambda _, folder: folder)
    spy.put(cited_documents, "documents_of", (), registered=lambda folder, _: folder)
    spy.put(teaching, "see_that_enough_was_reviewed", recalibrated=lambda folder: folder)
    spy.put(measuring, "_recalibrated", ())
    spy.put(measuring, "_show_effect")
    spy.put(reviewed, "reviewed_figures", reviewed=lambda folder: folder)
    spy.put(reviewed, "reviewed_tables", ())


def asking(spy: Spy) -> None:
    def found(query: str, folder: Path, narrowed: search.Narrowed, *, limit: int) -> list[object]:
        spy.seen.update({**flat(narrowed=narrowed), "folder": folder, "limit": limit})
        return []

    def place(_folder: Path, _lines: object, _options: object, passwords: Passwords, _tell: object) -> None:
        spy.seen.update({"placed": True, **({"filing.passwords": passwords} if passwords else {})})

    def planned(_folder: Path, options: planning.FilingOptions, _filed: object) -> list[object]:
        own = flat(filing=options)
        pattern = own.pop("filing.pattern")
        spy.seen.update({**own, "placed": False, "fields": options.pattern.fields, "plain": options.pattern.plain})
        assert pattern is options.pattern
        return []

    spy.set(search, "search", found)
    spy.put(status, "rebuild", 0, rebuilt=lambda folder: folder)
    spy.put(status, "status", SimpleNamespace(account=(), secret=("secret",), states=Counter()))
    spy.put(status, "readers_of_lists", 0)
    spy.put(status, "protected", ())
    spy.put(standing, "as_csv", "", lines=tuple)
    spy.put(standing, "listed", "", listed=lambda _, **how: how)
    spy.put(standing, "as_json", "", json=lambda _, __, folder: folder)
    orphan = SimpleNamespace(kept=False, files=(), original=Path("a.pdf"))
    spy.set(planning, "plan", planned)
    spy.put(placing, "filed", {})
    spy.set(placing, "place", place)
    spy.put(undoing, "undo", undone=lambda folder, _: folder)
    spy.put(status, "see_that_there_are_results")
    spy.put(prune, "orphans", SimpleNamespace(found=(orphan,), unreachable={}))
    spy.put(prune, "remove", 1, removed=lambda folder, _: folder)
    spy.put(output, "asked", False)
    spy.put(
        doctor,
        "examine",
        lambda _: [SimpleNamespace(name="Python", found="3", ok=True)],
        options=lambda options: options,
    )


def connecting(spy: Spy) -> None:
    filler = SimpleNamespace(is_filled=lambda _: False, fill=lambda *_: ())
    answers = {"document": lambda _: {}, "download": lambda *_: None}
    spy.put(paperless_config, "load", config=lambda path: path)
    spy.put(paperless_command, "_connected", nullcontext(SimpleNamespace(**answers)))
    spy.put(
        paperless_command,
        "_filler",
        filler,
        dry_run=lambda *_, dry_run, **__: dry_run,
        overwrite=lambda *_, overwrite, **__: overwrite,
    )
    spy.put(proposing, "propose")


def correcting(spy: Spy) -> None:
    def serve(desk: Desk, where: serving.Listening, opened: Callable[[str], None]) -> None:
        spy.seen.update({"user": desk.user, "passwords": desk.passwords, "opened": False, "share": None})
        spy.seen.update({f"where.{name}": getattr(where, name) for name in ("host", "port", "memory")})
        opened("http://127.0.0.1:1/")
        spy.seen.update(drawn)

    def take_in(_folder: Path, table: Path, by: str | None, *, dry_run: bool) -> list[object]:
        spy.seen.update({"table": table, **({"dry_run": True} if dry_run else {})})
        spy.seen.update({"by": by} if by == "Bình" else {})  # otherwise whoever runs the test
        return []

    drawn: Seen = {}
    spy.put(Desk, "waiting", SimpleNamespace(documents=()))
    spy.set(sampling, "draw", lambda _folder, _documents, share: drawn.update(share=share))
    spy.set(serving, "serve", serve)
    spy.put(typer, "launch", opened=lambda _: True)
    spy.put(returned, "returned", lambda table: table)
    spy.set(returned, "take_in", take_in)
    spy.put(status, "see_that_there_are_results")


def call(cli: Cli, seen: Seen, *arguments: str) -> Seen:
    """What the stages saw of a call; for ``doctor`` the fields of its options."""
    seen.clear()
    result = cli(*arguments)
    assert result.exit_code == 0, result.output
    if "options" in seen:
        seen.update(flat(repair=seen.pop("options")))
    if "printed" not in seen and arguments[0] in ("ocr", "restore"):
        seen["printed"] = result.stdout
    return dict(seen)


@pytest.mark.parametrize(("command", "typed", "flags", "field", "value"), ROWS)
def test_an_option_reaches_its_stage_and_no_other(
    cli: Cli, spied: Seen, command: str, typed: list[str], flags: list[str], field: str, value: object
) -> None:
    last = max(at for at, flag in enumerate(flags) if flag.startswith("--"))  # those before it are what it needs
    before = call(cli, spied, command, *typed, *flags[:last])
    after = call(cli, spied, command, *typed, *flags)
    changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    assert after[field] == value
    alone = set(after) == {field} and field in ("undone", "table", "reviewed", "taught")
    assert changed == {field} or alone, "the command does nothing else then"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_is_in_the_table(command: str) -> None:
    options = {opt for p in COMMANDS[command].params for opt in p.opts if opt.startswith("--")} - {"--help"}
    shown_flags = {flag for flags, *_ in TABLE[command][1] for flag in flags if flag.startswith("--")}
    typed = {flag for flag in TABLE[command][0] if flag.startswith("--")}
    assert shown_flags | typed == options
    assert shown_flags >= typed, "what must be given is in the table as well"


def test_without_flags_every_stage_has_its_own_defaults() -> None:
    assert reading() == Options(
        read=ReadOptions(), ocr=OcrOptions(), repair=RepairOptions(), extract=ExtractOptions()
    )
    assert repairing() == RepairOptions()


@pytest.mark.parametrize("command", ["run", "watch", "extract", "ocr", "evaluate"])
def test_defaults_of_the_commands_are_those_of_the_stages(cli: Cli, spied: Seen, command: str) -> None:
    seen = call(cli, spied, command, *TABLE[command][0])
    assert of(Options()).items() <= seen.items()
    assert seen["jobs"] == 99, "as many as the machine has"
    if command in ("run", "watch"):
        told = {"unattended": command == "watch", "count_ahead": True}
        defaults = flat(job=batch.Job(Path("out"), Options(), "this version", **told))
        defaults.pop("job.options")
        assert defaults.items() <= seen.items()


def test_defaults_of_export_are_those_of_the_stage(cli: Cli, spied: Seen) -> None:
    assert flat(export=export.ExportOptions()).items() <= call(cli, spied, "export", *TABLE["export"][0]).items()


@pytest.mark.parametrize("short", [["-o", "other"], ["-j", "3"]])
def test_short_names(cli: Cli, spied: Seen, short: list[str]) -> None:
    seen = call(cli, spied, "run", "in", "--out", "out", *short)
    assert (seen["job.out"], seen["jobs"]) in ((Path("other"), 99), (Path("out"), 3))


def test_reading_is_either_fast_or_careful(cli: Cli) -> None:
    result = cli("ocr", "a.pdf", "--fast", "--careful")
    assert result.exit_code == ExitCode.USAGE
    assert "exclude one another" in result.stderr
