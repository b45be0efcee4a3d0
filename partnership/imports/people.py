"""Rows that are people: whom to invite, as what, for which partner, until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.actor import Actor
from partnership.actions.inviting import Terms, invite_to_hat
from partnership.imports.facts import MOST_NAMED, capacity_of, plain
from partnership.imports.organisations import Register, ended
from partnership.imports.verdict import Said, State, Verdict
from partnership.models import Hat, Invitation, Organisation, Partner, Partnership
from partnership.rules import can_give_hat

A_FEW = 5


@dataclass(frozen=True, slots=True)
class Inviting:
    """Whom a row asks to be invited."""

    name: str
    email: str
    capacity: str
    organisation: Organisation | None
    until: datetime | None


class _Mentioned:
    """Of a partnership only what a few rows mention; all of it where there are many rows.

    Rows are taken in one by one: to ask for everybody each time would cost the square of a table.
    """

    def __init__(self, rows: Sequence[Said]) -> None:
        self.all = len(rows) > A_FEW
        self.names = self._said(rows, "name")
        self.bodies = self._said(rows, "organisation")
        self.emails = {row.cells.get("email", "").removeprefix("mailto:").lower() for row in rows}

    @staticmethod
    def _said(rows: Sequence[Said], fact: str) -> list[Plain]:
        return [Plain(Value(row.cells[fact])) for row in rows if row.cells.get(fact)]

    def partners(self, partners: QuerySet[Partner]) -> QuerySet[Partner]:
        if self.all:
            return partners
        return partners.alias(
            called=Plain("organisation__name"),
            ods=Plain("organisation__ods_code"),
            ons=Plain("organisation__ons_code"),
        ).filter(Q(called__in=self.bodies) | Q(ods__in=self.bodies) | Q(ons__in=self.bodies))

    def people(self, people: QuerySet[Any], name: str, email: str = "") -> QuerySet[Any]:
        if self.all:
            return people
        mentioned: QuerySet[Any] = people.alias(called=Plain(name))
        wanted = Q(called__in=self.names)
        if email:
            mentioned = mentioned.alias(address=Lower(email))
            wanted |= Q(address__in=self.emails - {""})
        return mentioned.filter(wanted)


class Plain(Func):
    """As `partnership.imports.facts.plain` compares, or more alike than that."""

    template = "lower(regexp_replace(normalize(%(expressions)s, NFKD), '[^[:alnum:]]+', '', 'g'))"
    output_field = TextField()


class Roll:
    """Who acts in the partnership or is invited to, and for whom one can act in it."""

    def __init__(self, partnership: Partnership, rows: Sequence[Said], now: datetime) -> None:
        self.partners: defaultdict[str, list[Organisation]] = defaultdict(list)
        asked_for = _Mentioned(rows)
        current = Partner.objects.on(timezone.localdate(now)).filter(partnership=partnership)
        for partner in asked_for.partners(current).select_related("organisation"):
            one = partner.organisation
            self.partners[plain(one.name)].append(one)
            for code in {one.ods_code, one.ons_code} - {""}:
                self.partners[plain(code)].append(one)
        strangers = [
            Said({"name": words})
            for words in {row.cells.get("organisation", "") for row in rows}
            if words and plain(words) not in self.partners
        ]
        self.register = Register(partnership, strangers)
        self.invited: set[tuple[str, str]] = set()
        self.named: set[tuple[str, str, int | None]] = set()
        current_hats = Hat.objects.current(now).filter(partnership=partnership)
        worn = asked_for.people(current_hats, "person__name")
        for name, capacity, place in worn.values_list("person__name", "capacity", "organisation"):
            self.named.add((plain(name), capacity, place))
        asked = asked_for.people(self._asked(partnership, now), "name", "email")
        said = asked.values_list("email", "name", "capacity", "organisation")
        for email, name, capacity, place in said:
            self.invited.add((email.lower(), capacity))
            self.named.add((plain(name), capacity, place))

    @staticmethod
    def _asked(partnership: Partnership, now: datetime) -> QuerySet[Invitation]:
        """Invitations that can be accepted, or were and still hold.

        Only what was typed here is compared: whose an address is, is neither asked nor told.
        """
        standing = Q(accepted_at__isnull=False, hat__in=Hat.objects.current(now))
        still_open = Invitation.objects.open(now).filter(partnership=partnership)
        return Invitation.objects.filter(standing, partnership=partnership) | still_open


def verdicts(
    partnership: Partnership, rows: Sequence[Said], *, by: Actor, now: datetime
) -> list[Verdict]:
    """What would become of each row now. Asks the same few questions for one row or 5,000."""
    roll = Roll(partnership, rows, now)
    before: set[object] = set()
    return [_verdict(row, partnership, roll, before, by, now) for row in rows]


def _verdict(
    row: Said, partnership: Partnership, roll: Roll, before: set[object], by: Actor, now: datetime
) -> Verdict:
    name = row.text("name", most=MOST_NAMED)
    if not name and not any(fault.fact == "name" for fault in row.faults):
        row.wrong("name", "This row has no name. Put the person’s name in.")
    email = _email(row)
    capacity = _capacity(row, partnership, by)
    organisation = _organisation(row, capacity, roll, timezone.localdate(now))
    until = _until(row, now)
    if row.faults:
        return Verdict.refused(row)
    inviting = Inviting(name, email, capacity, organisation, until)
    place = organisation.pk if organisation else None
    label = Hat.Capacity(capacity).label
    if email and (email, capacity) in roll.invited:
        return Verdict(State.KNOWN, f"Invited already: {label.lower()}.", name=name)
    if (plain(name), capacity, place) in roll.named:
        same = f"Somebody of this name is {label.lower()} here already, or invited."
        return Verdict(State.KNOWN, f"{same} Invite another of the same name by hand.", name=name)
    key: object = (email, capacity) if email else (plain(name), capacity, place)
    if key in before:
        return Verdict(State.KNOWN, "The same person is in a row above.", name=name)
    before.add(key)
    for_whom = f", {organisation.name}" if organisation else ""
    return Verdict(State.ADDED, f"{label}{for_whom}", name=name, wish=inviting)


def _email(row: Said) -> str:
    address = row.text("email", most=254).removeprefix("mailto:").lower()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            row.wrong(
                "email",
                f"“{address[:60]}” is not an email address. Write it like name@example.org.",
            )
    return address


def _capacity(row: Said, partnership: Partnership, by: Actor) -> str:
    typed = row.text("capacity", most=MOST_NAMED)
    capacity = capacity_of(typed)
    if not capacity:
        offered = ", ".join(label for _, label in Hat.Capacity.choices)
        start = f"We know nobody who is “{typed[:40]}”." if typed else "What do they do?"
        row.wrong("capacity", f"{start} Write one of: {offered}.")
    elif not can_give_hat(by, partnership, capacity):
        row.wrong(
            "capacity", "Only a chair can invite somebody to this. Leave the row to the chair."
        )
    return capacity


def _organisation(row: Said, capacity: str, roll: Roll, today: date) -> Organisation | None:
    typed = row.text("organisation", most=MOST_NAMED)
    if not typed or (capacity == Hat.Capacity.RESIDENT and capacity_of(typed) == capacity):
        if capacity and capacity != Hat.Capacity.RESIDENT:
            row.wrong(
                "organisation", "For which partner? Write its name as the list of partners has it."
            )
        return None
    partners = roll.partners.get(plain(typed), [])
    if len(partners) == 1:
        return partners[0]
    if partners:
        row.wrong("organisation", f"Several partners are called “{typed[:60]}”. Write the code.")
        return None
    known = roll.register.by_name.get(plain(typed), [])
    gone = [one for one in known if one.ends_on is not None and one.ends_on <= today]
    if gone and len(gone) == len(known):
        row.wrong("organisation", ended(gone[0], roll.register.followers.get(gone[0].pk, [])))
    else:
        row.wrong(
            "organisation",
            f"“{typed[:60]}” is no partner. Add it under Partner organisations first, or write its "
            "name as it is there.",
        )
    return None


def _until(row: Said, now: datetime) -> datetime | None:
    """The day given is the last: it ends with the midnight after it."""
    day = row.day("until")
    if day is None:
        return None
    if day < timezone.localdate(now):
        row.wrong("until", f"{day:%-d %B %Y} has passed. Give a day to come, or leave it out.")
    return timezone.make_aware(datetime.combine(date.fromordinal(day.toordinal() + 1), time()))


def take_in(partnership: Partnership, inviting: Inviting, *, by: Actor, now: datetime) -> None:
    """Invite them. Raises what the action raises."""
    invite_to_hat(
        partnership,
        by=by,
        name=inviting.name,
        email=inviting.email,
        capacity=inviting.capacity,
        organisation=inviting.organisation,
        now=now,
        terms=Terms(until=inviting.until),
    )
