"""What others made and we serve is exactly what they published."""

import hashlib
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
ROW = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def recorded_sums() -> dict[str, str]:
    """Each vendored file and the sum that the README gives for it."""
    return dict(ROW.findall((STATIC / "vendor" / "README.md").read_text()))


def test_every_vendored_file_has_the_recorded_sum() -> None:
    sums = recorded_sums()
    assert sums
    for name, expected in sums.items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == expected, name


def test_no_vendored_file_is_missing_from_the_list() -> None:
    kept = {f"vendor/{path.name}" for path in (STATIC / "vendor").glob("*.js")}
    kept |= {f"fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    assert kept == set(recorded_sums())
