"""What was decided, why, and what people said about it: public once it is published."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.figures import what_follows
from coproduction.interests import interests_in
from coproduction.models import Decision, Influence
from coproduction.rules import can_decide
from coproduction.threads import TONES, follows
from partnership.acting import hidden_leads_to_sign_in, may
from partnership.history_lines import lines_of
from partnership.models import Partnership

PAGE = 30


@login_not_required
@require_safe
def decision_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = get_object_or_404(
        Partnership.objects.visible_to(request.user).select_related("place"), slug=partnership
    )
    decisions = Decision.objects.visible_to(request.user).filter(partnership=found)
    decisions = decisions.select_related("challenge", "partnership")
    context = {
        "partnership": found,
        "page": Paginator(decisions, 20).get_page(request.GET.get("page")),
        "decides": may(request, can_decide, found),
    }
    return render(request, "coproduction/decision_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def decision_detail(request: HttpRequest, partnership: str, decision: str) -> HttpResponse:
    found = decision_of(request, partnership, decision)
    answers = found.influences.select_related("contribution").order_by("answered_at", "pk")
    page = Paginator(answers, PAGE).get_page(request.GET.get("page"))
    decides = may(request, can_decide, found.partnership)
    context = {
        "decision": found,
        "page": page,
        "groups": by_outcome(page),
        "stations": follows(found, now=timezone.now()),
        "decides": decides,
        "interests": interests_in(found),
        "history": _history(found) if decides else [],
    }
    return render(request, "coproduction/decision_detail.html", context)


def decision_of(request: HttpRequest, partnership: str, decision: str) -> Decision:
    """A decision that this person may see, with what its page shows; otherwise 404."""
    seen = Decision.objects.visible_to(request.user).select_related(
        "partnership__place", "challenge__partnership", "session__partnership"
    )
    seen = seen.prefetch_related(what_follows("follow_ups"))
    return get_object_or_404(seen, partnership__slug=partnership, slug=decision)


def by_outcome(page: Page[Influence]) -> list[dict[str, object]]:
    """The answers of a page under what became of them, what is done first."""
    return [
        {"label": label, "value": value, "tone": TONES[value], "answers": answers}
        for value, label in Influence.Outcome.choices
        if (answers := [one for one in page if one.outcome == value])
    ]


def _history(decision: Decision) -> list[object]:
    events = Decision.pgh_event_model.objects  # type: ignore[attr-defined]
    latest = events.filter(pgh_obj_id=decision.pk).order_by("-pgh_created_at", "-pgh_id")
    return list(lines_of([(events.model, pk) for pk in latest.values_list("pk", flat=True)[:50]]))
