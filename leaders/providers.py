"""What this app tells pages that gather from several."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from leaders.chips import chips
from leaders.figures import shape_of, shape_on
from leaders.models import (
    Award,
    Cohort,
    Duty,
    Evaluation,
    Handover,
    JointAct,
    LeadershipRole,
    Participation,
    Programme,
    ProgrammeFunding,
    ProposedShare,
    PulseRound,
    RoleFunding,
    RoleHolding,
    RoleHost,
    RoleNotice,
    RoleProposal,
    SectorTarget,
)
from leaders.rules import can_manage_roles
from leaders.standing import span, standing
from leaders.waiting import waits_for
from partnership.acting import may
from partnership.models import Partnership, Place
from partnership.setup_tasks import Task

SHOWN = 6
# Applications are for those who decide about them, and for those who made them.
OF_A_ROLE: tuple[Any, ...] = (RoleHost, Duty)
TOLD_OF_A_ROLE: tuple[Any, ...] = (
    RoleHolding,
    RoleProposal,
    ProposedShare,
    RoleFunding,
    RoleNotice,
    JointAct,
)
OF_A_PROGRAMME: dict[str, tuple[Any, ...]] = {
    "": (Programme, PulseRound),
    "programme__": (ProgrammeFunding, Evaluation, Award, Cohort),
    "cohort__programme__": (SectorTarget, Participation),
}


def messages_are_about(partnership: Partnership) -> list[QuerySet[Any]]:
    """What of a partnership its people are told of here: roles, and what belongs to them."""
    roles = LeadershipRole.objects.filter(partnership=partnership)
    return [roles, *(noun.objects.filter(role__in=roles) for noun in TOLD_OF_A_ROLE)]


def partnership_panel(request: HttpRequest, partnership: Partnership) -> Panel | None:
    """The roles in force, each as overlapping chips, and how much of them is shared."""
    today = timezone.localdate()
    manages = may(request, can_manage_roles, partnership)
    found = list(LeadershipRole.objects.in_force(partnership, today).order_by("pk"))
    roles = [
        {"role": role, "standing": standing(role, today), "holders": chips(role, today)}
        for role in found[:SHOWN]
    ]
    if not roles and not manages:
        return None
    context = {
        "partnership": partnership,
        "roles": roles,
        "shape": shape_of(found, today),
        "manages_roles": manages,
    }
    return Panel(_("Leadership roles"), "leaders/_partnership_panel.html", context, position=10)


def my_page_panel(request: HttpRequest, person: Person) -> Panel | None:
    """The shares of roles that this person holds, or will hold."""
    today = timezone.localdate()
    found = (
        RoleHolding.objects.filter(person_id=person.pk)
        .exclude(ends_on__lte=today)
        .select_related("role__partnership", "employer")[:20]
    )
    holdings = [{"holding": one, "when": span(one.starts_on, one.last_day, today)} for one in found]
    if not holdings:
        return None
    context = {"holdings": holdings, "waits": waits_for(person, now=timezone.now())}
    return Panel(_("Roles you hold"), "leaders/_my_page_panel.html", context, position=20)


def place_panel(request: HttpRequest, place: Place) -> Panel | None:
    """Roles that serve this place, of partnerships that this request may see."""
    today = timezone.localdate()
    found = LeadershipRole.objects.visible_to(request.user).agreed().on(today)
    roles = [
        {"role": role, "standing": standing(role, today), "holders": chips(role, today)}
        for role in found.filter(place=place).with_holders()[:SHOWN]
    ]
    if not roles:
        return None
    return Panel(_("Who leads here"), "leaders/_place_panel.html", {"roles": roles}, position=40)


def setup_task(partnership: Partnership, on: date) -> Task:
    """A line of the chair's task list. Roles may wait: a partnership goes live without."""
    shape = shape_on(partnership, on)
    return Task(
        title="Shared leadership roles",
        url=reverse("role_list", args=[partnership.slug]),
        hint=shape.sentence if shape.roles else "One role, two employers, one place",
        done=shape.shared > 0,
        needed=False,
        events=tuple(history(partnership)[:2]),
    )


def history(partnership: Partnership) -> list[Any]:
    """Events of roles, of who holds and pays for them, and of programmes and their cohorts."""
    roles = LeadershipRole.objects.filter(partnership=partnership)
    return [
        *(_events(model, roles) for model in (RoleProposal, JointAct)),
        _events(RoleFunding, roles, "organisation"),
        _events(ProposedShare, roles, "person"),
        Handover.pgh_event_model.objects.filter(outgoing__role__in=roles).select_related(  # type: ignore[attr-defined]
            "outgoing__person", "outgoing__role", "incoming__person", "incoming__role"
        ),
        LeadershipRole.pgh_event_model.objects.filter(partnership_id=partnership.pk),  # type: ignore[attr-defined]
        RoleHolding.pgh_event_model.objects.filter(role__in=roles).annotate(  # type: ignore[attr-defined]
            title=Concat(
                "person__name",
                Value(", "),
                Cast("share", CharField()),
                Value("% of "),
                "role__title",
            )
        ),
        *(noun.pgh_event_model.objects.filter(role__in=roles) for noun in OF_A_ROLE),
        *(
            noun.pgh_event_model.objects.filter(**{f"{path}partnership": partnership.pk})
            for path, nouns in OF_A_PROGRAMME.items()
            for noun in nouns
        ),
    ]


def _events(model: Any, roles: Any, *told: str) -> Any:
    """Events of what belongs to these roles."""
    return model.pgh_event_model.objects.filter(role__in=roles).select_related("role", *told)
