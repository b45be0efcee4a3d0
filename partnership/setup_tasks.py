"""The task list of setting up. Apps to the left add their own tasks by `settings.SETUP_TASKS`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.actions.areas import MOVED, SERVED
from partnership.actions.opening import OPENED
from partnership.actions.pacing import PACED
from partnership.actions.terms import DESCRIBED
from partnership.cadence_in_words import in_words
from partnership.models import AreaServed, Hat, Partner, Partnership, Vouching
from partnership.models.capacity import Capacity
from partnership.phrases import counted, in_a_row

SAFEGUARDING = {
    Capacity.SAFEGUARDING_LEAD: "a safeguarding lead",
    Capacity.SAFEGUARDING_DEPUTY: "a deputy safeguarding lead",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list: where it leads, what is there, and whether it is done.

    `needed` tasks must be done before the partnership can go live; `awaited` ones are done by
    somebody else. `events` are querysets of the
    record: the latest of them says who touched the task last, and when.
    """

    title: str
    url: str
    hint: str
    done: bool
    needed: bool = True
    awaited: bool = False
    events: tuple[Any, ...] = ()

    @property
    def status(self) -> str:
        if self.done:
            return "Done"
        if self.awaited:
            return "Waiting"
        return "To do" if self.needed else "When you are ready"

    @property
    def tone(self) -> str:
        return "good" if self.done else "waiting" if self.needed else "none"


def tasks_of(partnership: Partnership, *, on: date) -> list[Task]:
    """Every task in the order in which a chair would take them."""
    more = [import_string(provider)(partnership, on) for provider in settings.SETUP_TASKS]
    worn = set(
        Hat.objects.current().filter(partnership=partnership).values_list("capacity", flat=True)
    )
    return [
        _place(partnership),
        _areas(partnership),
        _purpose(partnership),
        _partners(partnership, on),
        _people(partnership, worn),
        _safeguarding(partnership, worn),
        *more,
        _cadence(partnership),
        _public(partnership),
        _vouching(partnership),
    ]


def _place(partnership: Partnership) -> Task:
    return Task(
        title="The place",
        url=reverse("partnership_place", args=[partnership.slug]),
        hint=partnership.place.name,
        done=True,
        events=_own_events(partnership, MOVED, "began a partnership"),
    )


def _areas(partnership: Partnership) -> Task:
    count = AreaServed.objects.filter(partnership=partnership).count()
    return Task(
        title="Areas served",
        url=reverse("areas_edit", args=[partnership.slug]),
        hint=counted(count, "area", "areas")
        if count
        else "Which districts, wholly or partly: a list to start from is there",
        done=count > 0,
        needed=False,
        events=(_events(AreaServed, partnership, pgh_context__action=SERVED),),
    )


def _purpose(partnership: Partnership) -> Task:
    described = bool(partnership.purpose.strip())
    return Task(
        title="Name, purpose and terms",
        url=reverse("partnership_edit", args=[partnership.slug]),
        hint=partnership.name
        if described
        else "Still needed: what it is for, in words a resident would use",
        done=described,
        events=_own_events(partnership, DESCRIBED),
    )


def _partners(partnership: Partnership, on: date) -> Task:
    partners = Partner.objects.on(on).filter(partnership=partnership)
    sectors = list(partners.values_list("organisation__sector", flat=True))
    enough = len(set(sectors)) > 1
    return Task(
        title="Partner organisations",
        url=reverse("partner_list", args=[partnership.slug]),
        hint=counted(len(sectors), "partner", "partners")
        + ("" if enough else ", from one sector so far: it takes two"),
        done=enough,
        events=(_events(Partner, partnership),),
    )


def _people(partnership: Partnership, worn: Collection[str]) -> Task:
    chaired = Capacity.CHAIR in worn
    others = _events(Hat, partnership).exclude(capacity__in=list(SAFEGUARDING))
    return Task(
        title="People",
        url=reverse("hat_list", args=[partnership.slug]),
        hint="The chair is named" if chaired else "Still needed: a chair",
        done=chaired,
        events=(others,),
    )


def _safeguarding(partnership: Partnership, worn: Collection[str]) -> Task:
    missing = {one: words for one, words in SAFEGUARDING.items() if one not in worn}
    kept = _events(Hat, partnership).filter(capacity__in=list(SAFEGUARDING))
    return Task(
        title="Safeguarding lead and deputy",
        url=reverse("hat_create", args=[partnership.slug]) + f"?as={next(iter(missing))}"
        if missing
        else reverse("hat_list", args=[partnership.slug]),
        hint=f"Still needed: {in_a_row([*missing.values()])}{_waiting(partnership, missing)}"
        if missing
        else "Both are named",
        done=not missing,
        events=(kept,),
    )


def _waiting(partnership: Partnership, capacities: Collection[str]) -> str:
    """Who is asked to act so, and has not said yes."""
    asked = partnership.invitations.open(timezone.now()).filter(capacity__in=capacities)
    names = list(asked.order_by("invited_at").values_list("name", flat=True))
    has = "has" if len(names) == 1 else "have"
    return f". {in_a_row(names)} {has} not accepted yet" if names else ""


def _cadence(partnership: Partnership) -> Task:
    """Set for every partnership from the start, so that it is there to be changed."""
    return Task(
        title="When and how often we write",
        url=reverse("partnership_cadence", args=[partnership.slug]),
        hint=in_words(partnership),
        done=True,
        needed=False,
        events=_own_events(partnership, PACED),
    )


def _public(partnership: Partnership) -> Task:
    """Set from the start as well."""
    shown = [
        words
        for shows, words in (
            (partnership.shows_terms, "the terms"),
            (partnership.shows_investment, "what is paid for together"),
            (partnership.shows_network, "who is joined to whom"),
        )
        if shows
    ]
    return Task(
        title="What is public",
        url=reverse("partnership_open", args=[partnership.slug]),
        hint=f"Beside the main page: {in_a_row(shown) or 'nothing more'}",
        done=True,
        needed=False,
        events=_own_events(partnership, OPENED),
    )


def _events(noun: Any, partnership: Partnership, **only: Any) -> Any:
    return noun.pgh_event_model.objects.filter(partnership_id=partnership.pk, **only)


def _own_events(partnership: Partnership, *actions: str) -> tuple[Any, ...]:
    events: Any = Partnership
    return (
        events.pgh_event_model.objects.filter(
            pgh_obj_id=partnership.pk, pgh_context__action__in=actions
        ),
    )


def _whom_to_ask() -> str:
    """Whom to ring or write to, as the deployment says."""
    phone = f"phone {settings.SITE_PHONE}" if settings.SITE_PHONE else ""
    post = f"write to {settings.SITE_POST}" if settings.SITE_POST else ""
    ask = " or ".join(way for way in (phone, post) if way) or "ask them"
    return (
        f"Waits for whoever runs this site: {ask}, and say what it is called. They ring your "
        "organisation on a public number to make sure that you are who you say"
    )


def _vouching(partnership: Partnership) -> Task:
    """Not theirs to do: it says what is waited for, and leads to who does it."""
    vouched = Vouching.objects.filter(partnership=partnership).first()
    return Task(
        title="Vouched for",
        url=reverse("about") + "#vouched-for",
        hint=f"Since {timezone.localtime(vouched.vouched_at):%-d %B %Y}"
        if vouched
        else _whom_to_ask(),
        done=vouched is not None,
        awaited=True,
        events=(_events(Vouching, partnership),),
    )
