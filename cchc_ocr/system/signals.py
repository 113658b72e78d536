"""Handles Ctrl-C, SIGTERM and SIGHUP (a closed terminal), which all ask the program to end."""

from __future__ import annotations

import _thread
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

_SOON = 0.01  # seconds, in which a finalizer ends
_interrupted = threading.Event()  # SIGTERM or a closed terminal has raised an interrupt


@contextmanager
def as_interrupt() -> Iterator[None]:
    """SIGTERM and a closed terminal raise KeyboardInterrupt, as Ctrl-C does."""
    _interrupted.clear()
    with _handled(_interrupt, _asked() - {signal.SIGINT}), _interrupts_come_through():
        yield


@contextmanager
def as_call(stop: Callable[[], object]) -> Iterator[None]:
    """Each of the three calls ``stop``, in the midst of whatever the main thread does.

    An interrupt before that was lost, for the program has come so far: code in C may drop what is raised amid it.
    Then ``stop`` is called at once.
    """

    def call(number: int, _: object) -> None:
        _let_go(number)
        stop()

    with _handled(call, _asked()):
        if _interrupted.is_set():
            stop()
        yield


@contextmanager
def _interrupts_come_through() -> Iterator[None]:
    """Interrupt again where an interrupt came amid a finalizer or a callback of a weak reference.

    Python ignores what is raised there, and only reports it.
    """
    former = sys.unraisablehook

    def report(ignored: sys.UnraisableHookArgs) -> None:
        if issubclass(ignored.exc_type, KeyboardInterrupt):
            threading.Timer(_SOON, _interrupt_main).start()
        else:
            former(ignored)

    sys.unraisablehook = report
    try:
        yield
    finally:
        sys.unraisablehook = former


def _interrupt_main() -> None:
    """Interrupt the main thread, also where it waits for something; on Windows after that."""
    main = threading.main_thread().ident
    if sys.platform == "win32" or main is None:
        _thread.interrupt_main()
    else:
        signal.pthread_kill(main, signal.SIGINT)


def _asked() -> set[int]:
    """The signals to handle; none outside the main thread, which alone receives them.

    Windows has its own for a console that is closed.
    """
    if threading.current_thread() is not threading.main_thread():
        return set()
    hung_up = getattr(signal, "SIGHUP", None) or getattr(signal, "SIGBREAK", None)
    if hung_up is None or signal.getsignal(hung_up) == signal.SIG_IGN:  # nohup has a run outlive its terminal
        return {signal.SIGINT, signal.SIGTERM}
    return {signal.SIGINT, signal.SIGTERM, hung_up}


@contextmanager
def _handled(handler: Callable[[int, Any], object], numbers: set[int]) -> Iterator[None]:
    former = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, before in former.items():
            signal.signal(number, before)


def _interrupt(number: int, _: object) -> NoReturn:
    _interrupted.set()
    _let_go(number)
    raise KeyboardInterrupt


def _let_go(number: int) -> None:
    """Redirect output to a closed terminal to nowhere, because writing to it would fail; files and pipes stay."""
    if number in (signal.SIGINT, signal.SIGTERM):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for talk in (1, 2):
        if stat.S_ISCHR(os.fstat(talk).st_mode):
            os.dup2(nowhere, talk)
    os.close(nowhere)
