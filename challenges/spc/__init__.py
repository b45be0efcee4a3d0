"""Statistical process control: what a number over time says, and whether it will meet its target.

    chart = xmr(readings, improves="decrease", target=30, rebases=[date(2024, 4, 1)])
    chart.points[-1].label, chart.variation, chart.assurance

`readings` are pairs of a period's first day and a value, in any order. Pure: no database, no clock.
`challenges.spc_chart` draws a chart.

The rules are those of NHS England's Making Data Count, as the R package NHSRplotthedots 0.2.2
(2025) computes them; `tests/challenges/data/` holds what it computed.
"""

from challenges.spc.chart import (
    ENOUGH_FOR_LIMITS,
    Assurance,
    Chart,
    Direction,
    Kind,
    Label,
    Phase,
    Point,
)
from challenges.spc.xmr import Number, xmr

__all__ = [
    "ENOUGH_FOR_LIMITS",
    "Assurance",
    "Chart",
    "Direction",
    "Kind",
    "Label",
    "Number",
    "Phase",
    "Point",
    "xmr",
]
