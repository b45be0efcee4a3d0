"""The colours of the look, with the contrasts that WCAG 2.2 asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PALETTE = dict(
    re.findall(
        r"^\$([a-z-]+): (#[0-9a-f]{6});$",
        (ROOT / "static" / "scss" / "_palette.scss").read_text(),
        re.MULTILINE,
    )
)
SECTORS = sorted(name for name in PALETTE if name.startswith("sector-"))
TEXT = [
    *((name, "paper") for name in ("ink", "ink-soft", "brand", "link", "link-hover", "visited")),
    *((name, "paper") for name in ("accent", "error", "success")),
    *((name, "card") for name in ("ink", "ink-soft", "link", "visited", "accent", "error")),
    *((name, "sand") for name in ("ink", "ink-soft", "link")),
    *((name, f"{name}-tint") for name in ("success", "waiting", "progress", "still", "error")),
    *(("ink", f"{name}-tint") for name in ("brand", "accent", "waiting", "success")),
    *(("card", name) for name in ("brand", "brand-deep", "accent", "error", "accent-deep")),
    *(("card", sector) for sector in SECTORS),
    *((sector, "paper") for sector in SECTORS),
    ("accent-deep", "accent-tint"),
    ("link", "brand-tint"),
    ("link", "waiting-tint"),
    ("ink", "accent-bright"),
    ("ink", "focus"),
    ("ink", "sea"),
    ("ink", "cream"),
]
# Edges of controls and parts of pictures need 3 to 1 against what is beside them.
EDGES = [
    ("line-strong", "paper"),
    ("line-strong", "card"),
    ("accent", "sand"),
    ("brand", "sand"),
    ("accent-bright", "brand"),
    ("sea", "brand"),
    *((sector, "sand") for sector in SECTORS),
]


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21, of two names of the palette."""
    light, dark = sorted((luminance(PALETTE[one]), luminance(PALETTE[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen_against_their_ground(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3


def test_the_compiled_stylesheet_has_every_colour_of_the_palette_that_is_used() -> None:
    compiled = (ROOT / "static" / "css" / "shared-ground.css").read_text()
    for name in ("paper", "ink", "brand", "link", "accent", "focus", *SECTORS):
        assert PALETTE[name] in compiled, name
