"""National plans and their aims go into the database; what a challenge has named stays named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from challenges.models import PolicyAim, PolicyPlan
from partnership.reference.files import read_rows
from partnership.reference.loading.everything import Table

FOLDER = Path(__file__).resolve().parent / "tables"
PLANS, AIMS = "policy_plans.csv", "policy_aims.csv"


def load_policy() -> int:
    """Insert or correct each plan and each aim, by the plan's slug and the aim's code."""
    plans: dict[str, PolicyPlan] = {}
    # A plan stands below the one that it follows.
    for row in read_rows(PLANS, FOLDER):
        plans[row["slug"]], _ = PolicyPlan.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "publisher": row["publisher"],
                "published_on": date.fromisoformat(row["published_on"]),
                "url": row["url"],
                "follows": plans.get(row["follows"]),
            },
        )
    rows = read_rows(AIMS, FOLDER)
    for row in rows:
        told = {name: row[name] for name in ("title", "in_short", "where")}
        PolicyAim.objects.update_or_create(
            plan=plans[row["plan"]],
            code=row["code"],
            defaults={**told, "position": int(row["position"])},
        )
    return len(plans) + len(rows)


TABLES = (Table("national plans", load_policy, (PLANS, AIMS), FOLDER),)
