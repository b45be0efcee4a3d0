"""Published figures go into the database by area and period; measures fed by them follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db.models import Model

from challenges.actions.feeding import feed_all
from challenges.models import ReferenceSeries, ReferenceValue
from challenges.reference.building import SERIES_COLUMNS
from partnership.reference.files import read_rows
from partnership.reference.loading.everything import Table
from partnership.reference.loading.keys import upsert

FOLDER = Path(__file__).resolve().parent / "tables"
SERIES, VALUES = "reference_series.csv", "reference_values.csv.gz"


def load_series() -> int:
    """Insert or correct each series and each of its values; then what is fed by them."""
    series: list[Model] = [
        ReferenceSeries(**{**row, "decimals": int(row["decimals"])})
        for row in read_rows(SERIES, FOLDER)
    ]
    upsert(ReferenceSeries, series, ["slug"], [one for one in SERIES_COLUMNS if one != "slug"])
    ids = dict(ReferenceSeries.objects.values_list("slug", "pk"))
    values: list[Model] = [
        ReferenceValue(
            series_id=ids[row["series"]],
            code=row["code"],
            code_now=row["code_now"],
            period=date.fromisoformat(row["period"]),
            period_label=row["period_label"],
            value=Decimal(row["value"]),
            numerator=row["numerator"] or None,
            denominator=row["denominator"] or None,
        )
        for row in read_rows(VALUES, FOLDER)
    ]
    upsert(
        ReferenceValue,
        values,
        ["series", "code", "period"],
        ["code_now", "period_label", "value", "numerator", "denominator"],
    )
    feed_all()
    return len(values)


TABLES = (Table("published figures", load_series, (SERIES, VALUES), FOLDER),)
