"""What organisations pay for roles and for programmes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.urls import reverse

from leaders.all_cohorts import cohorts_of
from leaders.all_roles import roles_of
from leaders.models import ProgrammeFunding
from partnership.investment import PROGRAMMES, ROLES, Invested
from partnership.kept import kept
from partnership.models import Funding, Organisation, Partnership


def roles_and_programmes(partnership: Partnership) -> list[Invested]:
    """Each line of funding, and each place of a cohort that somebody pays for by itself."""
    roles = [row for role in roles_of(partnership) for row in role.funding.all()]
    paid = ProgrammeFunding.objects.filter(programme__partnership=partnership)
    whole = kept(
        partnership, "money for programmes", paid.select_related("organisation", "programme")
    )
    return [
        *(
            _yearly(
                one,
                ROLES,
                one.role.title,
                reverse("role_detail", args=[partnership.slug, one.role.slug]),
            )
            for one in roles
        ),
        *(
            _yearly(
                one,
                PROGRAMMES,
                one.programme.name,
                reverse("programme_detail", args=[partnership.slug, one.programme.slug]),
            )
            for one in whole
        ),
        *_places(partnership, whole),
    ]


def _yearly(one: Funding, purpose: str, thing: str, url: str = "") -> Invested:
    return Invested(
        purpose=purpose,
        thing=thing,
        by=one.organisation.name,
        sector=one.organisation.sector,
        pounds=one.pounds_a_year,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        url=url,
    )


def _places(partnership: Partnership, whole: list[ProgrammeFunding]) -> list[Invested]:
    """Places by cohort and payer, spread from the first day of the cohort to its last.

    Whoever pays for the programme as a whole has paid for its places with that: they are not
    counted a second time.
    """
    taken = [one for cohort in cohorts_of(partnership) for one in cohort.participations.all()]
    sums: dict[tuple[str, str, date, date], int] = defaultdict(int)
    payers: dict[str, Organisation] = {}
    for one in taken:
        cohort, payer = one.cohort, one.funded_by
        if (
            payer is None
            or not one.pounds
            or any(
                paid.programme_id == cohort.programme_id
                and paid.organisation_id == payer.pk
                and paid.runs_on(cohort.starts_on)
                for paid in whole
            )
        ):
            continue
        payers[payer.name] = payer
        ends_on = cohort.ends_on or cohort.starts_on
        ends_on = max(ends_on, cohort.starts_on + timedelta(days=1))
        sums[f"Places in {cohort}", payer.name, cohort.starts_on, ends_on] += one.pounds
    return [
        Invested(
            purpose=PROGRAMMES,
            thing=thing,
            by=payer_name,
            sector=payers[payer_name].sector,
            pounds=pounds,
            starts_on=starts_on,
            ends_on=ends_on,
            in_all=True,
        )
        for (thing, payer_name, starts_on, ends_on), pounds in sums.items()
    ]
