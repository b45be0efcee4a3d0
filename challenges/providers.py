"""What this app adds to pages that gather from several."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from challenges.models import (
    Challenge,
    ChallengeOrganisation,
    ChallengeStrength,
    Commitment,
    LogDraft,
    teams_of,
)
from challenges.rules import can_log_work, can_raise
from partnership.acting import hats_of, may
from partnership.models import Partnership, Place
from partnership.setup_tasks import Task

SHOWN_AT_MOST = 12


def messages_are_about(partnership: Partnership) -> list[QuerySet[Any]]:
    """What of a partnership its people are told of here: challenges, and promises made in them."""
    challenges = Challenge.objects.filter(partnership=partnership)
    return [challenges, Commitment.objects.filter(challenge__in=challenges)]


def challenges_of_partnership(request: HttpRequest, partnership: Partnership) -> Panel | None:
    """The challenges that a partnership works on."""
    challenges = list(_shown(request).filter(partnership=partnership)[:SHOWN_AT_MOST])
    may_raise = may(request, can_raise, partnership)
    if not challenges and not may_raise:
        return None
    context = {"challenges": challenges, "owner": partnership, "may_raise": may_raise}
    return Panel(_("What we work on together"), "challenges/_challenges_panel.html", context, 20)


def challenges_of_place(request: HttpRequest, place: Place) -> Panel | None:
    """The challenges about the people of a place."""
    challenges = list(_shown(request).filter(place=place)[:SHOWN_AT_MOST])
    if not challenges:
        return None
    context = {"challenges": challenges}
    return Panel(_("Challenges here"), "challenges/_challenges_panel.html", context, 40)


def my_challenges(request: HttpRequest, person: Person) -> Panel | None:
    """The challenges whose team this person is in, or where they began to write something down."""
    hats = hats_of(request)
    if not hats:
        return None
    drafts = {draft.challenge_id: draft for draft in reversed(LogDraft.objects.of(hats))}
    own = Q(pk__in=teams_of(person).values("pk")) | Q(pk__in=drafts)
    challenges = _shown(request).filter(own).prefetch_related(_still_open())
    found = challenges[:SHOWN_AT_MOST]
    rows = [_row(request, challenge, drafts.get(challenge.pk)) for challenge in found]
    if not rows:
        return None
    return Panel(_("My challenges"), "challenges/_my_challenges.html", {"rows": rows}, 20)


def _row(request: HttpRequest, challenge: Challenge, draft: LogDraft | None) -> dict[str, Any]:
    due = next(iter(challenge.open_commitments), None)  # type: ignore[attr-defined]
    return {
        "challenge": challenge,
        "may_log": may(request, can_log_work, challenge),
        "draft": draft,
        "next_due": due,
        "late": due is not None and due.is_late(timezone.localdate()),
    }


def history(partnership: Partnership) -> list[Any]:
    """Events of the partnership's challenges. The log's words are in no event."""
    linked: list[tuple[Any, str]] = [
        (ChallengeOrganisation, "organisation"),
        (ChallengeStrength, "strength"),
        (Commitment, "organisation"),
    ]
    raised: Any = Challenge
    return [
        raised.pgh_event_model.objects.filter(partnership_id=partnership.pk),
        *(
            noun.pgh_event_model.objects.filter(
                challenge__partnership=partnership.pk
            ).select_related("challenge", other)
            for noun, other in linked
        ),
    ]


def _shown(request: HttpRequest) -> Any:
    return (
        Challenge.objects.visible_to(request.user)
        .exclude(state=Challenge.State.CLOSED)
        .select_related("partnership")
        .prefetch_related("organisations")
    )


def _still_open() -> Any:
    promised = Commitment.objects.open().order_by("due_on")
    return Prefetch("commitments", promised, to_attr="open_commitments")


def first_challenge(partnership: Partnership, on: date) -> Task:
    """The step of setting up in which a chair raises the first challenge."""
    raised = Challenge.objects.filter(partnership=partnership)
    count = raised.count()
    address = "challenge_list" if count else "challenge_create"
    return Task(
        title="First challenge",
        url=reverse(address, args=[partnership.slug]),
        hint=f"{count} raised" if count else "What none of the partners can solve alone",
        done=count > 0,
        needed=False,
        events=tuple(history(partnership)[:1]),
    )
