from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Model

from partnership.models import PopulationShare
from partnership.reference.files import read_rows
from partnership.reference.loading.keys import place_ids, upsert


def load_population() -> int:
    """Counts and shares of each place; a share is of the counts of its own dimension."""
    categories: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows("population_categories.csv"):
        categories[row["dimension"]].append(row)
    rows = read_rows("population.csv.gz")
    ids = place_ids({row["place"] for row in rows})
    shares: list[Model] = []
    for row in rows:
        counts = [int(count) for count in row["counts"].split()]
        whole = sum(counts)
        for category, count in zip(categories[row["dimension"]], counts, strict=True):
            shares.append(
                PopulationShare(
                    place_id=ids[row["place"]],
                    dimension=row["dimension"],
                    category=category["category"],
                    count=count,
                    share=round(Decimal(count) / whole, 5),
                    position=int(category["position"]),
                    source=category["source"],
                )
            )
    upsert(
        PopulationShare,
        shares,
        ["place", "dimension", "category"],
        ["count", "share", "position", "source"],
    )
    return len(shares)
