"""A representative answers a round: which partners, and then three statements about each."""

from __future__ import annotations

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.errors import Refused
from leaders.actions.pulse import MOST_PARTNERS, answer_pulse
from leaders.forms.pulse import AnswersForm, PartnersForm
from leaders.models import PulseReturn, PulseRound
from leaders.pulse_figures import STATEMENTS
from leaders.rules import can_answer_pulse
from leaders.standing import in_words
from leaders.views.pulse import round_to_answer
from leaders.views.roles import answer
from partnership.acting import permitted_actor
from partnership.forms.hats import partners_of
from partnership.models import Organisation
from partnership.seen import partnership_seen

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
def pulse_partners(request: HttpRequest, partnership: str, round: int) -> HttpResponse:
    asked, by = _asked(request, partnership, round)
    said = _said_before(asked, by)
    chosen = [one.about_id for one in said.ratings.all()] if said else []
    form = PartnersForm(
        request.POST if request.method == "POST" else None,
        partners=_others(asked, by),
        initial={"about": request.GET.getlist("about") or chosen},
    )
    if form.is_valid():
        keys = "&".join(f"about={one.pk}" for one in form.cleaned_data["about"])
        return redirect(f"{reverse('pulse_answer', args=[partnership, round])}?{keys}")
    context = {"partnership": asked.partnership, "round": asked, "form": form, "by": by}
    return answer(request, "leaders/pulse_partners.html", context)


@require_http_methods(METHODS)
@never_cache
def pulse_answer(request: HttpRequest, partnership: str, round: int) -> HttpResponse:
    asked, by = _asked(request, partnership, round)
    keys = {key for key in request.GET.getlist("about") if key.isdecimal() and len(key) < 10}
    chosen = list(_others(asked, by).filter(pk__in=keys)[: MOST_PARTNERS + 1])
    if not 0 < len(chosen) <= MOST_PARTNERS:
        return redirect("pulse_partners", partnership, round)
    said = _said_before(asked, by)
    form = AnswersForm(
        request.POST if request.method == "POST" else None, partners=chosen, initial=_known(said)
    )
    if form.is_valid():
        view, answers = form.cleaned_data["whose_view"], form.answers()
        try:
            answer_pulse(asked, by=by, about=answers, whose_view=view, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            until = f"You can change your answers until {in_words(asked.last_day)}."
            messages.success(request, f"Thank you, your answers are kept. {until}")
            return redirect("pulse_latest", partnership)
    context = {"partnership": asked.partnership, "round": asked, "form": form, "by": by}
    context["query"] = request.GET.urlencode()
    return answer(request, "leaders/pulse_answer.html", context)


def _asked(request: HttpRequest, partnership: str, key: int) -> tuple[PulseRound, Actor]:
    """A round that is open, and the representative who answers; 404 otherwise."""
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_answer_pulse, found)
    asked = round_to_answer(found, key)
    if not asked.is_open(timezone.localdate()):
        raise Http404
    return asked, by


def _others(asked: PulseRound, by: Actor) -> models.QuerySet[Organisation]:
    partners: models.QuerySet[Organisation] = partners_of(asked.partnership)
    return partners.exclude(pk__in=[by.organisation_id])


def _said_before(asked: PulseRound, by: Actor) -> PulseReturn | None:
    """What they answered themselves in this round, to change it."""
    own = asked.returns.filter(person=by.person_id)
    return own.prefetch_related("ratings").first()


def _known(said: PulseReturn | None) -> dict[str, object]:
    if said is None:
        return {}
    known: dict[str, object] = {"whose_view": said.whose_view}
    for one in said.ratings.all():
        known |= {f"{name}_{one.about_id}": getattr(one, name) for name in STATEMENTS}
    return known
