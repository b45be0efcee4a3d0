"""One body took over from another: what it still does here, and to whom each of it passes.

Apps to the left say what else passes by `settings.SUCCESSIONS`, each a `Succeeding` of one noun, in
an order in which what another rests on comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from accounts.errors import Refused
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.kept import partners_of
from partnership.models import Organisation, OrganisationSuccession, Partner, Partnership
from partnership.phrases import in_a_row


@dataclass(frozen=True, slots=True)
class Case:
    """A body of a partnership that ended: `on` is the first day of those that follow it.

    What had ended by `today` is history already, and stays under the old name.
    """

    partnership: Partnership
    ended: Organisation
    on: date
    today: date

    @property
    def is_to_come(self) -> bool:
        return self.on > self.today

    @property
    def runs_on(self) -> Q:
        """Rows with `ends_on` that still run after the day, or after today if that is later."""
        return Q(ends_on__isnull=True) | Q(ends_on__gt=max(self.on, self.today))

    def begins(self, starts_on: date | None) -> date:
        """When what began on a day passes to the successor: not before it began itself."""
        return self.on if starts_on is None else max(self.on, starts_on)


@dataclass(frozen=True, slots=True)
class Duty:
    """One current duty of the body: its row, and what it is in words.

    `goes_with` is the key of another duty whose successor this one has.
    """

    pk: int
    words: str
    goes_with: str = ""


@dataclass(frozen=True, slots=True)
class Succeeding:
    """A noun that passes on: which of it the body has, and how one passes to a successor.

    `refusals` are the errors of constraints that passing it on could break.
    """

    name: str
    heading: str
    duties: Callable[[Case], Sequence[Duty]]
    move: Callable[[Case, int, Organisation], None]
    refusals: Mapping[str, type[Refused]] = field(default_factory=dict)

    def key(self, duty: Duty) -> str:
        return f"{self.name}-{duty.pk}"


def succeedings() -> list[Succeeding]:
    """Every noun that passes on, in the order in which it does."""
    return [cast(Succeeding, import_string(name)) for name in settings.SUCCESSIONS]


def duties_of(case: Case) -> list[tuple[Succeeding, list[Duty]]]:
    """All that the body still does here, by noun; nouns of which there is nothing are left out."""
    found = [(noun, list(noun.duties(case))) for noun in succeedings()]
    return [(noun, duties) for noun, duties in found if duties]


def membership_of(case: Case) -> Partner | None:
    """The membership that has not ended yet, or will not have by then."""
    return (
        Partner.objects.filter(case.runs_on, partnership=case.partnership, organisation=case.ended)
        .order_by("starts_on")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A duty on the page of review, with the key and the value of its choice of a successor."""

    key: str
    duty: Duty
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A partner that the registers say has ended, and who took over from it."""

    ended: Organisation
    successors: Sequence[Organisation]
    on: date

    @property
    def words(self) -> str:
        heirs = in_a_row([one.name for one in self.successors])
        return (
            f"{self.ended.name} ended on {date_format(self.on, 'j F Y')} and is still a partner: "
            f"{heirs} took over"
        )

    def address(self, partnership: Partnership) -> str:
        """Where the act is reviewed, with all that is known filled in."""
        query = [("ended", self.ended.pk), *(("to", one.pk) for one in self.successors)]
        page = reverse("succession_review", args=[partnership.slug])
        return f"{page}?{urlencode([*query, ('on', self.on.isoformat())])}"


def suggested(partnership: Partnership, *, on: date) -> list[Suggestion]:
    """Partners of this day whom somebody has followed by the registers, in two queries."""
    over = {
        one.organisation_id: one.organisation
        for one in partners_of(partnership)
        if one.is_on(on) and one.organisation.ends_on is not None and one.organisation.ends_on <= on
    }
    heirs: dict[int, list[OrganisationSuccession]] = defaultdict(list)
    for step in OrganisationSuccession.objects.filter(
        predecessor__in=over, on__lte=on
    ).select_related("successor"):
        heirs[step.predecessor_id].append(step)
    return [
        Suggestion(over[ended], [step.successor for step in steps], min(one.on for one in steps))
        for ended, steps in heirs.items()
    ]


def needs(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Bodies that have ended, are partners still, and have successors that we know of."""
    return [
        NeedsYou(
            words=one.words,
            url=one.address(partnership),
            since=one.on,
            weight=60,
            kind="Bodies that were succeeded",
        )
        for one in suggested(partnership, on=timezone.localdate(now))[:LISTED_AT_MOST]
    ]
