"""The XmR charts against what NHSRplotthedots computed: see data/README.md."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from challenges.spc import Chart, xmr

DATA = Path(__file__).parent / "data"
NEAR = 1e-6
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def series() -> list[tuple[str, list[Row]]]:
    rows = rows_of("xmr_points") + rows_of("xmr_points_options")
    return [(key, list(some)) for key, some in groupby(rows, key=lambda row: row["series"])]


def charted(rows: list[Row]) -> Chart:
    """The chart of a file's series, with the options that its rows name."""
    first = rows[0]
    target, fixed, rebased = (
        first.get(option) for option in ("target", "fix_after_n", "rebase_date")
    )
    return xmr(
        [(date.fromisoformat(row["period"]), Decimal(row["value"])) for row in rows],
        improves=first["improvement_direction"],
        target=Decimal(target) if target else None,
        rebases=[date.fromisoformat(rebased)] if rebased else [],
        fixed_after=int(fixed) if fixed else None,
        screen=first.get("screen_outliers", "TRUE") == "TRUE",
    )


@pytest.mark.parametrize(("name", "rows"), series())
def test_every_point_is_as_the_package_computes_it(name: str, rows: list[Row]) -> None:
    chart = charted(rows)
    assert len(chart.points) == len(rows)
    for point, row in zip(chart.points, rows, strict=True):
        limits = (point.mean, point.lpl, point.upl)
        expected = tuple(float(row[column]) for column in ("mean", "lpl", "upl"))
        assert limits == pytest.approx(expected, abs=NEAR, rel=0), row["period"]
        assert {
            "period": f"{point.period}",
            "value": f"{point.value:g}",
            "rebase_group": f"{point.phase}",
            "outside_limits": f"{point.outside_limits}".upper(),
            "relative_to_mean": f"{point.side}",
            "close_to_limits": f"{point.close_to_limits}".upper(),
            "special_cause_type": f"{point.label}",
            "special_cause_flag": f"{point.is_special}".upper(),
            "point_type": f"{point.kind}",
        }.items() <= ({"rebase_group": "0"} | row).items(), row["period"]


@pytest.mark.parametrize("row", rows_of("xmr_summary"), ids=lambda row: row["series"])
def test_the_icons_are_as_the_package_gives_them(row: Row) -> None:
    chart = charted(dict(series())[row["series"]])
    assert (chart.variation, chart.assurance) == (row["variation_type"], row["assurance_type"])
    assert sum(point.is_special for point in chart.points) == int(row["n_special"])
    assert len(chart.points) == int(row["n"])
    assert chart.phase is not None
    assert (chart.phase.mean, chart.phase.lpl, chart.phase.upl) == pytest.approx(
        (float(row["mean"]), float(row["lpl"]), float(row["upl"])), abs=NEAR, rel=0
    )


def test_the_files_hold_what_they_should() -> None:
    assert {name: len(rows) for name, rows in series()} == {
        "HWE_attendances_over_4hours": 40,
        "HWE_total_emergency_admissions": 40,
        "RWG_breaches": 36,
        "RWG_breaches_noscreen": 36,
        "RWG_breaches_fix12": 36,
        "RWG_breaches_rebase201804": 36,
    }
