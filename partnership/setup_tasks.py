"""The task list of setting up. Apps to the left add their own tasks by `settings.SETUP_TASKS`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.cadence_in_words import in_words
from partnership.models import Hat, Partner, Partnership, Vouching

NEEDED = (
    (Hat.Capacity.CHAIR, "a chair"),
    (Hat.Capacity.SAFEGUARDING_LEAD, "a safeguarding lead"),
    (Hat.Capacity.SAFEGUARDING_DEPUTY, "a deputy safeguarding lead"),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list: where it leads, what is there, and whether it is done.

    `needed` tasks must be done before the partnership can go live.
    """

    title: str
    url: str
    hint: str
    done: bool
    needed: bool = True

    @property
    def status(self) -> str:
        if self.done:
            return "Done"
        return "To do" if self.needed else "When you are ready"

    @property
    def tone(self) -> str:
        return "good" if self.done else "waiting" if self.needed else "none"


def tasks_of(partnership: Partnership, *, on: date) -> list[Task]:
    """Every task in the order in which a chair would take them."""
    more = [import_string(provider)(partnership, on) for provider in settings.SETUP_TASKS]
    return [
        _purpose(partnership),
        _partners(partnership, on),
        _people(partnership),
        *more,
        _cadence(partnership),
        _vouching(partnership),
    ]


def _purpose(partnership: Partnership) -> Task:
    described = bool(partnership.purpose.strip())
    return Task(
        title="Name and purpose",
        url=reverse("partnership_edit", args=[partnership.slug]),
        hint=f"For {partnership.place.name}"
        if described
        else "Still needed: what it is for, in words a resident would use",
        done=described,
    )


def _partners(partnership: Partnership, on: date) -> Task:
    partners = Partner.objects.on(on).filter(partnership=partnership)
    sectors = set(partners.values_list("organisation__sector", flat=True))
    count = partners.count()
    enough = len(sectors) > 1
    return Task(
        title="Partner organisations",
        url=reverse("partner_list", args=[partnership.slug]),
        hint=_counted(count, "partner", "partners")
        + ("" if enough else ", from one sector so far: it takes two"),
        done=enough,
    )


def _people(partnership: Partnership) -> Task:
    worn = set(
        Hat.objects.current().filter(partnership=partnership).values_list("capacity", flat=True)
    )
    missing = {capacity: words for capacity, words in NEEDED if capacity not in worn}
    asked = partnership.invitations.open(timezone.now()).filter(capacity__in=missing)
    waits = list(asked.order_by("invited_at").values_list("name", flat=True))
    has = "has" if len(waits) == 1 else "have"
    waiting = f". {in_a_row(waits)} {has} not accepted yet" if waits else ""
    return Task(
        title="People",
        url=reverse("hat_list", args=[partnership.slug]),
        hint=f"Still needed: {in_a_row([*missing.values()])}{waiting}"
        if missing
        else "Chair and safeguarding are named",
        done=not missing,
    )


def _cadence(partnership: Partnership) -> Task:
    """Set for every partnership from the start, so that it is there to be changed."""
    return Task(
        title="When and how often we write",
        url=reverse("partnership_cadence", args=[partnership.slug]),
        hint=in_words(partnership),
        done=True,
        needed=False,
    )


def _vouching(partnership: Partnership) -> Task:
    """Not theirs to do: it says what is waited for, and leads to who does it."""
    vouched = Vouching.objects.filter(partnership=partnership).first()
    return Task(
        title="Vouched for",
        url=reverse("about"),
        hint=f"Since {timezone.localtime(vouched.vouched_at):%-d %B %Y}"
        if vouched
        else "Waits for whoever runs this site: they make sure that you are who you say",
        done=vouched is not None,
    )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def in_a_row(items: Sequence[str]) -> str:
    """One, two and three."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
