"""The program `review` in a process of its own, and a browser that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.paths import ROOT

MISSING = "chromium and chromedriver are not installed: the page is not tested in a browser"
WAIT = 30.0  # seconds, for a machine that others use as well


def is_there() -> bool:
    """Whether there is a browser with its driver."""
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Program:
    """`cchc-ocr review` over a folder of results, and its link."""

    def __init__(self, out: Path, *options: str, language: str = "en") -> None:
        command = [sys.executable, "-m", "cchc_ocr", "review", str(out), "--no-browser", *options]
        environment = {**os.environ, "CCHC_OCR_LANG": language, "CCHC_OCR_DEBUG": "1"}
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdout
        self.link = self.process.stdout.readline().strip()

    def kill(self) -> None:
        """As a machine that goes down would."""
        self.process.kill()
        self.process.communicate()

    def end(self) -> tuple[int, str]:
        """Ctrl-C; returns the exit code and what was said on stderr."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=WAIT)
        return self.process.returncode, said


@contextmanager
def program(out: Path, *options: str, language: str = "en") -> Iterator[Program]:
    """The program, which has ended when the context ends."""
    running = Program(out, *options, language=language)
    try:
        yield running
    finally:
        running.kill()


def browser(width: int = 1366, height: int = 768) -> Any:
    """A browser without a window, whose page has this size in pixels."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={width},{height}")
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver") or ""))
    missing = height - driver.execute_script("return innerHeight")
    driver.set_window_size(width, height + missing)
    return driver


class Desktop:
    """What a person at the keyboard does and sees."""

    def __init__(self, driver: Any, link: str) -> None:
        self.driver, self.link = driver, link
        driver.get("about:blank")
        driver.get_log("browser")  # what pages before had to complain about
        driver.get(link)

    def slow_down(self) -> None:
        """From now on answers of the program come a second late; ``asked`` in the page holds what it asks."""
        self.driver.execute_script(
            "const ask = fetch; window.asked = []; window.fetch = async (...what) => {"
            " window.asked.push(String(what[0]));"
            " await new Promise((later) => setTimeout(later, 1000));"
            " return ask(...what); };"
        )

    def see(self, selector: str) -> Any:
        """The element, once it is there and shown."""
        from selenium.webdriver.support.ui import WebDriverWait

        def found(driver: Any) -> Any:
            every = driver.find_elements("css selector", selector)
            return next((one for one in every if one.is_displayed()), None)

        return WebDriverWait(self.driver, WAIT, 0.05, ignored_exceptions=_stale()).until(found, selector)

    def until(self, script: str) -> Any:
        """What the script returns, once that is true."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, WAIT, 0.05).until(lambda d: d.execute_script(f"return {script}"), script)

    def text(self, selector: str) -> str:
        """The text of an element."""
        return str(self.driver.execute_script("return document.querySelector(arguments[0]).textContent", selector))

    def open_first(self) -> None:
        """Open the first document of the list, by keyboard."""
        self.see(".documents tr.chosen a")
        self.press("ENTER")
        self.until("document.body.dataset.ready === 'yes'")

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is: letters, or the names of keys."""
        from selenium.webdriver import ActionChains, Keys

        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(getattr(Keys, key) if len(key) > 1 else key)
        actions.perform()

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(text).perform()

    def said(self, words: str) -> None:
        """Wait until the page says this."""
        self.until(f"document.getElementById('said').textContent.includes({words!r})")

    def hand(self) -> str:
        """What the value in hand is called."""
        return self.text("#label")

    def complaints(self) -> list[str]:
        """What the browser found wrong: errors of the script, and what the policy of the page forbids."""
        told = [str(one["message"]) for one in self.driver.get_log("browser") if one["level"] == "SEVERE"]
        said = re.compile(r"status of (?:409|422)|ERR_CONNECTION_REFUSED")  # by the page itself
        return [one for one in told if not said.search(one)]


def _stale() -> tuple[type[Exception], ...]:
    from selenium.common.exceptions import StaleElementReferenceException

    return (StaleElementReferenceException,)
