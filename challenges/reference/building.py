"""The shipped tables of published figures, made from the founders' files: always the same bytes.

Areas are mapped to their codes of today. A district that was merged is left out: the files hold
shares without their denominators, and the share of a whole is not the sum of those of its parts.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from challenges.numbers import computed
from challenges.periods import in_words, period_of
from partnership.reference import files

SERIES_COLUMNS = (
    "slug", "name", "unit", "decimals", "improves", "frequency", "denominator", "source",
    "attribution", "vintage",
)  # fmt: skip
VALUE_COLUMNS = (
    "series", "code", "code_now", "period", "period_label", "value", "numerator", "denominator",
)  # fmt: skip
Row = dict[str, object]

_OHID = {
    "source": "Office for Health Improvement and Disparities, Fingertips",
    "attribution": "Office for Health Improvement and Disparities, Fingertips. Contains public "
    "sector information licensed under the Open Government Licence v3.0.",
    "frequency": "year",
    "improves": "decrease",
}
_NHS = {
    "source": "NHS England, A&E attendances and emergency admissions",
    "attribution": "NHS England, A&E attendances and emergency admissions. Contains public sector "
    "information licensed under the Open Government Licence v3.0. Shares computed by Shared Ground "
    "from the published counts.",
    "vintage": "April 2022 to July 2025, systems of 2022",
    "frequency": "month",
    "improves": "decrease",
    "unit": "%",
    "decimals": 1,
}
BY_YEAR: dict[str, Row] = {
    "excess_weight_year6.csv": {
        **_OHID,
        "slug": "excess-weight-year-6",
        "name": "Excess weight in Year 6",
        "unit": "% of children",
        "decimals": 1,
        "denominator": "Children aged 10 to 11 who were measured",
        "vintage": "2006/07 to 2017/18, districts of 2018",
    },
    "excess_weight_reception.csv": {
        **_OHID,
        "slug": "excess-weight-reception",
        "name": "Excess weight in Reception",
        "unit": "% of children",
        "decimals": 1,
        "denominator": "Children aged 4 to 5 who were measured",
        "vintage": "2006/07 to 2017/18, districts of 2018",
    },
    "admissions_falls.csv": {
        **_OHID,
        "slug": "admissions-falls",
        "name": "Emergency hospital admissions due to falls, aged 65 and over",
        "unit": "per 100,000 people",
        "decimals": 0,
        "denominator": "People aged 65 and over, standardised by age",
        "vintage": "2010/11 to 2017/18, districts of 2018",
    },
    "smoking_adults.csv": {
        **_OHID,
        "slug": "smoking-adults",
        "name": "Adults who smoke",
        "unit": "% of adults",
        "decimals": 1,
        "denominator": "Adults asked in the Annual Population Survey",
        "vintage": "2011 to 2018, districts of 2018",
    },
}
BY_MONTH: dict[tuple[str, str], Row] = {
    ("attendances_over_4hours", "total_attendances"): {
        **_NHS,
        "slug": "a-and-e-over-4-hours",
        "name": "A&E attendances that took more than four hours",
        "denominator": "All A&E attendances",
    },
    ("emergency_admissions_over_4hours", "total_emergency_admissions"): {
        **_NHS,
        "slug": "admissions-over-4-hours",
        "name": "Emergency admissions that waited more than four hours for a bed",
        "denominator": "All emergency admissions through A&E",
    },
}


def build(folder: Path) -> dict[str, bytes]:
    """The content of both tables, unpacked, from the founders' files in `folder`."""
    today = codes_of_today(folder)
    series = [*BY_YEAR.values(), *BY_MONTH.values()]
    values = [*_yearly(folder, today), *_monthly(folder, today)]
    values.sort(key=lambda row: (str(row["series"]), str(row["code"]), str(row["period"])))
    return {
        "reference_series.csv": files.as_csv(SERIES_COLUMNS, series),
        "reference_values.csv.gz": files.as_csv(VALUE_COLUMNS, values),
    }


def codes_of_today(folder: Path) -> dict[str, str]:
    """Each code that an area had since 2016, and its code now; none for what merged or was split.

    Systems keep their own code: loading finds the place by any code that it had.
    """
    later: dict[str, set[str]] = defaultdict(set)
    earlier: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "geography/lad16_to_lad24_code_changes.csv"):
        now = row["ltla24_code"]
        earlier[now].add(row["ltla16_code"])
        for year in range(16, 25):
            later[row[f"ltla{year}_code"]].add(now)
    found = {old: now for old, (now, *more) in later.items() if not more}
    return {
        old: now
        for old, now in found.items()
        if now.startswith("E") and (len(earlier[now]) == 1 or old == now)
    } | {"E92000001": "E92000001"}


def _yearly(folder: Path, today: dict[str, str]) -> Iterator[Row]:
    for name, series in BY_YEAR.items():
        for row in _rows(folder / "outcomes" / name):
            now = today.get(row["area_code"])
            if now is None or row["value"] == "NA":
                continue
            period = period_of(row["period"], "year")
            value = Decimal(row["value"])
            yield _value(series, row["area_code"], now, period, value)


def _monthly(folder: Path, today: dict[str, str]) -> Iterator[Row]:
    for row in _rows(folder / "outcomes/healthyr_england_icb_accidents_emergency.csv"):
        period = datetime.strptime(row["date"], "%B %Y").date()  # noqa: DTZ007 (a month)
        for (part, whole), series in BY_MONTH.items():
            numerator, denominator = Decimal(row[part]), Decimal(row[whole])
            if denominator:
                code = row["icb22_code"]
                share = computed(numerator, denominator, "%")
                counts = (numerator, denominator)
                yield _value(series, code, today.get(code, code), period, share, counts)


def _value(
    series: Row,
    code: str,
    now: str,
    period: date,
    value: Decimal,
    counts: tuple[Decimal | str, Decimal | str] = ("", ""),
) -> Row:
    return {
        "series": series["slug"],
        "code": code,
        "code_now": now,
        "period": period,
        "period_label": in_words(period, str(series["frequency"])),
        "value": f"{value.normalize():f}",
        "numerator": counts[0],
        "denominator": counts[1],
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
