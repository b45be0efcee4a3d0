"""Rows that are partner organisations: matched by code, then by name, or new with their sector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from partnership.actions.partners import add_new_organisation, add_partner
from partnership.imports.facts import MOST_BROUGHT, MOST_NAMED, plain, sector_of
from partnership.imports.verdict import Said, State, Verdict
from partnership.models import Organisation, OrganisationSuccession, Partner, Partnership, Sector


@dataclass(frozen=True, slots=True)
class Joining:
    """What a row asks for. Without an organisation it is a new one of this name and sector."""

    organisation: Organisation | None
    name: str
    sector: str
    starts_on: date
    brings: str


class Register:
    """What is known of the organisations that some rows name, asked for all rows at once."""

    def __init__(self, partnership: Partnership, rows: Sequence[Said]) -> None:
        codes = {row.cells.get("code", "").upper() for row in rows} - {""}
        names = {row.cells.get("name", "") for row in rows} - {""}
        slugs = {slugify(name) for name in names} - {""}
        seen = Organisation.objects.known_in(partnership.pk)
        known = seen.annotate(lowered=Lower("name")).filter(
            Q(ods_code__in=codes)
            | Q(ons_code__in=codes)
            | Q(slug__in=slugs)
            | Q(lowered__in={name.lower() for name in names})
        )
        self.by_code: defaultdict[str, list[Organisation]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Organisation]] = defaultdict(list)
        self.memberships: defaultdict[int, list[Partner]] = defaultdict(list)
        found = list(known.order_by("pk"))
        for one in found:
            for code in {one.ods_code, one.ons_code} - {""}:
                self.by_code[code.upper()].append(one)
            self.by_name[plain(one.name)].append(one)
        for partner in Partner.objects.filter(partnership=partnership, organisation__in=found):
            self.memberships[partner.organisation_id].append(partner)
        self.followers = followers_of(found)


def followers_of(organisations: Sequence[Organisation]) -> dict[int, list[Organisation]]:
    """Which bodies took over from each of these."""
    followed: defaultdict[int, list[Organisation]] = defaultdict(list)
    taken_over = OrganisationSuccession.objects.filter(predecessor__in=organisations)
    for one in taken_over.select_related("successor").order_by("successor__name"):
        followed[one.predecessor_id].append(one.successor)
    return followed


def verdicts(
    partnership: Partnership, rows: Sequence[Said], *, by: Actor, now: datetime
) -> list[Verdict]:
    """What would become of each row today. Asks the same few questions for one row or 5,000."""
    register = Register(partnership, rows)
    before: dict[object, int] = {}
    today = timezone.localdate(now)
    return [_verdict(row, register, before, place, today) for place, row in enumerate(rows)]


def _verdict(
    row: Said, register: Register, before: dict[object, int], place: int, today: date
) -> Verdict:
    name = row.text("name", most=MOST_NAMED)
    brings = row.text("brings", most=MOST_BROUGHT)
    starts_on = row.day("starts_on") or today
    found = _matched(row, register, today)
    sector = sector_of(row.cells.get("sector", ""))
    if found is None and not row.faults:
        _check_new(row, sector)
    if found is not None:
        _check_exists(row, found, register, starts_on, today)
    if row.faults:
        return Verdict.refused(row)
    called = found.name if found else name
    key = found.pk if found else slugify(name) or name
    if key in before:
        return Verdict(State.KNOWN, "The same organisation is in a row above.", name=called)
    before[key] = place
    for partner in register.memberships[found.pk] if found else []:
        if partner.ends_on is None or partner.ends_on > starts_on:
            return Verdict(State.KNOWN, _already(partner), name=called)
    says = "" if found is None or plain(found.name) == plain(name) else f"Found: {found.name}"
    joining = Joining(found, name, sector, starts_on, brings)
    return Verdict(
        State.ADDED, says or ("" if found else "New on the list"), name=called, wish=joining
    )


def _already(partner: Partner) -> str:
    since = f"{partner.starts_on:%-d %B %Y}"
    if partner.ends_on is None:
        return f"A partner already, since {since}."
    return f"Was a partner already, from {since} until {partner.ends_on:%-d %B %Y}."


def _matched(row: Said, register: Register, today: date) -> Organisation | None:
    """By code, then by name; of several those that exist today. Faults say what is in doubt."""
    code, name = row.cells.get("code", "").upper(), row.cells.get("name", "")
    by_code = register.by_code.get(code, []) if code else []
    by_name = register.by_name.get(plain(name), []) if name else []
    if code and not by_code and not by_name:
        row.wrong("code", f"No organisation has the code {code[:20]}. Correct it, or leave it out.")
        return None
    if not code and not name:
        row.wrong("name", "This row has no name. Put the organisation’s name in.")
        return None
    found = [one for one in by_code if one in by_name] or by_code or by_name
    standing = [one for one in found if one.exists_on(today)] or found
    if len(standing) > 1:
        which = ", ".join(f"{one.name} ({one.ods_code or one.ons_code})" for one in standing[:3])
        row.wrong(
            "code" if code else "name", f"Several are called so: {which}. Give name and code."
        )
        return None
    return standing[0] if standing else None


def _check_new(row: Said, sector: str) -> None:
    if not any(letter.isalpha() for letter in row.cells.get("name", "")):
        row.wrong("name", "A name needs letters. Put the organisation’s name in.")
    typed = row.cells.get("sector", "")
    if not sector:
        offered = ", ".join(label for _, label in Sector.choices)
        start = f"“{typed[:40]}” is no sector we know." if typed else "It is on no list yet."
        row.wrong("sector", f"{start} Give its sector, one of: {offered}.")


def _check_exists(
    row: Said, found: Organisation, register: Register, starts_on: date, today: date
) -> None:
    fact = "name" if row.cells.get("name") else "code"
    if found.ends_on is not None and found.ends_on <= today:
        row.wrong(fact, ended(found, register.followers.get(found.pk, [])))
    elif not found.exists_on(starts_on):
        row.wrong("starts_on", f"{found.name} did not exist yet on {starts_on:%-d %B %Y}.")


def ended(organisation: Organisation, followers: Sequence[Organisation]) -> str:
    """That it is gone, and who took over from it."""
    assert organisation.ends_on is not None
    gone = f"{organisation.name} ended on {organisation.ends_on:%-d %B %Y}."
    if not followers:
        return f"{gone} Name the body that does its work now."
    names = " and ".join(f"“{one.name}”" for one in followers[:3])
    instead = "that name instead" if len(followers) == 1 else "which of them it is now"
    return f"{gone} {names} took over from it: write {instead}."


def take_in(partnership: Partnership, joining: Joining, *, by: Actor, now: datetime) -> None:
    """Make it a partner, new on the list if it must be. Raises what the actions raise."""
    if joining.organisation is not None:
        add_partner(
            partnership,
            by=by,
            organisation=joining.organisation,
            starts_on=joining.starts_on,
            brings=joining.brings,
        )
    else:
        add_new_organisation(
            partnership,
            by=by,
            name=joining.name,
            sector=joining.sector,
            on=joining.starts_on,
            brings=joining.brings,
        )
