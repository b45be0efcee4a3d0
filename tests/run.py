"""Run the tests as `make test` does: find or install a browser, run pytest, sum up.

Arguments are handed to pytest. With CI set, it fails if the browser journeys did not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# The first has no window to draw, and takes a third of the second's processor time (measured).
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
APT = ["apt-get", "-y", "-qq", "-o", "Dpkg::Use-Pty=0"]


def find_browser() -> str | None:
    """Return the path of a Chromium of this machine, if it has one."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def find_or_install_browser() -> str | None:
    """Return the path of a Chromium, installed from Debian's packages if we may."""
    found = find_browser()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No browser found: installing Debian's chromium", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*APT, "update"], env=environment, check=False)
        for package in ("chromium-headless-shell", "chromium"):  # not every release has the first
            if not found:
                install = [*APT, "install", "--no-install-recommends", package]
                subprocess.run(install, env=environment, check=False)
                found = find_browser()
    return found


def journeys_run(report: Path) -> int:
    """Return how many browser journeys the report says were run."""
    if not report.exists():
        return 0
    cases = ElementTree.parse(report).getroot().iter("testcase")
    return sum(
        1
        for case in cases
        if case.get("classname", "").startswith("tests.journeys.") and case.find("skipped") is None
    )


def main(arguments: list[str]) -> int:
    """Run everything; return the exit code."""
    browser = find_or_install_browser()
    if browser:
        os.environ["CHROMIUM"] = browser
    parallel = (
        []
        if any(word.startswith("-n") for word in arguments)
        else ["-n", "2", "--dist", "loadgroup"]
    )
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        pytest = [sys.executable, "-m", "pytest", *parallel, f"--junit-xml={report}", *arguments]
        code = subprocess.run(pytest, check=False).returncode
        journeys = journeys_run(report)
    if browser:
        print(f"Browser journeys run: {journeys}, in {browser}")
    else:
        print("=" * 78)
        print("THE BROWSER JOURNEYS WERE NOT RUN: there is no Chromium on this machine.")
        print("Install one (Debian: apt-get install chromium) or name it: make test CHROMIUM=…")
        print("=" * 78)
    if os.environ.get("CI") and not arguments and not journeys:
        print("FAILED: CI must run the browser journeys.")
        return code or 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
