"""A driver diagram as a plain outline: indentation says aim, primary, secondary driver, idea.

`parsed` and `rendered` undo each other, so that the outline is the diagram's equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

INDENT = "    "
LEVELS = ("the aim", "a primary driver", "a secondary driver", "an idea for change")
LONGEST = (300, 200, 200, 200)
MOST_LINES = 150


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline with those below it. Level 0 is the aim, level 3 an idea."""

    wording: str
    level: int = 0
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, counted from 1 as an editor does."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.words}"


class NotAnOutline(ValueError):
    """The text says no diagram; `faults` say where and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def tidied(words: str) -> str:
    """Words as a line keeps them."""
    return " ".join(words.split())


def parsed(text: str) -> Line:
    """The diagram that a text says. Any depth of indentation will do, if it is kept to.

    Raises `NotAnOutline` with every fault that was found.
    """
    faults: list[Fault] = []
    found: list[tuple[int, int, str]] = []  # number, level, words
    for number, level, words in _levels(text):
        if fault := _fault_of(level, words, is_first=not found):
            faults.append(Fault(number, fault))
        found.append((number, min(max(level, 0), len(LEVELS) - 1), words))
    if not found:
        raise NotAnOutline([Fault(1, "write the aim first.")])
    if len(found) > MOST_LINES:
        faults.append(Fault(found[MOST_LINES][0], f"keep to {MOST_LINES} lines."))
    faults += _said_twice(found)
    if faults:
        raise NotAnOutline(sorted(faults, key=lambda fault: fault.line))
    return _tree(found)[0]


def rendered(outline: Line) -> str:
    """The text that says this diagram."""
    return "\n".join(INDENT * line.level + line.wording for line in each(outline))


def each(outline: Line) -> Iterator[Line]:
    """Every line from the top."""
    yield outline
    for line in outline.below:
        yield from each(line)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Number, depth and words of each line that is not empty."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    for number, line in enumerate(plain.split("\n"), 1):
        spread = line.expandtabs(4)
        if words := tidied(spread):
            yield number, len(spread) - len(spread.lstrip()), words


NOWHERE = -1  # the level of a line whose indentation fits none above


def _levels(text: str) -> Iterator[tuple[int, int, str]]:
    """Number, level and words of each line, as indentation is read: a step deeper is a level."""
    depths: list[int] = []
    for number, depth, words in _lines(text):
        went_back = bool(depths) and depth < depths[-1]
        while depths and depth < depths[-1]:
            depths.pop()
        if not depths or depth > depths[-1]:
            if depths and went_back:
                yield number, NOWHERE, words
                continue
            depths.append(depth)
        yield number, len(depths) - 1, words


def _fault_of(level: int, words: str, *, is_first: bool) -> str:
    if level == NOWHERE:
        return "its indentation fits none of the lines above."
    if level == 0 and not is_first:
        return "there is one aim only. Indent this line to hang it below."
    if level >= len(LEVELS):
        return "nothing hangs on an idea. Indent this line less."
    if len(words) > LONGEST[level]:
        return f"{LEVELS[level]} takes {LONGEST[level]} characters at most."
    return ""


def _said_twice(found: Sequence[tuple[int, int, str]]) -> Iterator[Fault]:
    """Two lines of the same words below the same line could not be told apart."""
    above: list[tuple[int, str]] = []
    seen: set[tuple[tuple[int, str], ...]] = set()
    for number, level, words in found:
        above = [*above[:level], (level, words)]
        here = tuple(above)
        if here in seen:
            yield Fault(number, "this is there already. Say it once.")
        seen.add(here)


def _tree(found: Sequence[tuple[int, int, str]]) -> tuple[Line, ...]:
    """The lines of the first level there is, each with those that follow deeper."""
    if not found:
        return ()
    level = found[0][1]
    starts = [place for place, (_number, at, _words) in enumerate(found) if at == level]
    return tuple(
        Line(found[start][2], level, _tree(found[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(found)], strict=True)
    )
