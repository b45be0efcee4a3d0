"""The trust pulse: what closed rounds say, and opening one."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from leaders.actions.pulse import move_end, open_round
from leaders.forms.pulse import LastDayForm, RoundForm
from leaders.models import PulseReturn, PulseRound
from leaders.pulse_portrait import name_of, portrait_of
from leaders.rules import can_answer_pulse, can_open_pulse, can_see_pulse
from leaders.standing import in_words
from leaders.views.roles import answer
from partnership.acting import may, permitted_actor
from partnership.downloads import Format, table_response
from partnership.models import Partnership
from partnership.seen import partnership_seen

USUAL = timedelta(days=21)
HALF_A_YEAR = timedelta(days=182)


@require_safe
def pulse_latest(request: HttpRequest, partnership: str) -> HttpResponse:
    """The latest closed round beside those before it, and whatever is open now."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_pulse, found)
    latest = PulseRound.objects.closed().filter(partnership=found).first()
    return _shown(request, found, latest)


@require_safe
def pulse_detail(request: HttpRequest, partnership: str, round: int) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_pulse, found)
    closed = PulseRound.objects.closed().filter(partnership=found)
    return _shown(request, found, get_object_or_404(closed, pk=round))


@require_safe
def pulse_download(
    request: HttpRequest, partnership: str, round: int, form: Format
) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_pulse, found)
    closed = PulseRound.objects.closed().filter(partnership=found)
    asked = get_object_or_404(closed, pk=round)
    figures = asked.figures.select_related("by", "about").order_by("by__name", "about__name")
    everybody = "All that it works with"
    rows: list[list[str | float]] = [
        [
            one.by.name if one.by else everybody,
            one.about.name if one.about else everybody,
            float(one.trust),
        ]
        for one in figures
    ]
    name = f"trust-{found.slug}-{asked.opens_on:%Y-%m}"
    headings = ["Trust of", "in", "From 1 to 5, to the nearest half"]
    return table_response(form, name=name, headings=headings, rows=rows)


@require_http_methods(["GET", "POST"])
def pulse_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_open_pulse, found)
    first = _day_to_suggest(found)
    known = {"opens_on": first, "last_day": first + USUAL}
    form = RoundForm(request.POST or None, initial=known)
    if form.is_valid():
        opens_on, last_day = form.cleaned_data["opens_on"], form.cleaned_data["last_day"]
        closes_on = last_day + timedelta(days=1)
        try:
            open_round(found, by=by, opens_on=opens_on, closes_on=closes_on, now=timezone.now())
        except Refused as refused:
            form.add_error(_field(refused), str(refused))
        else:
            words = f"Representatives are asked from {in_words(opens_on)} to {in_words(last_day)}."
            messages.success(request, words)
            return redirect("pulse_latest", found.slug)
    return answer(request, "leaders/pulse_create.html", {"partnership": found, "form": form})


@require_http_methods(["GET", "POST"])
def pulse_edit(request: HttpRequest, partnership: str, round: int) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_open_pulse, found)
    asked = round_to_answer(found, round)
    form = LastDayForm(request.POST or None, initial={"last_day": asked.last_day})
    if form.is_valid():
        closes_on = form.cleaned_data["last_day"] + timedelta(days=1)
        try:
            move_end(asked, by=by, closes_on=closes_on, now=timezone.now())
        except Refused as refused:
            form.add_error(_field(refused), str(refused))
        else:
            messages.success(request, f"It can be answered until {in_words(closes_on)}.")
            return redirect("pulse_latest", found.slug)
    context = {"partnership": found, "round": asked, "form": form}
    return answer(request, "leaders/pulse_edit.html", context)


def round_to_answer(partnership: Partnership, key: int) -> PulseRound:
    """A round that is open, or is to open; 404 for any other."""
    rounds = PulseRound.objects.filter(partnership=partnership, closes_on__gt=timezone.localdate())
    found = get_object_or_404(rounds.filter(frozen_at__isnull=True), pk=key)
    found.partnership = partnership
    return found


def _shown(
    request: HttpRequest, partnership: Partnership, asked: PulseRound | None
) -> HttpResponse:
    today = timezone.localdate()
    rounds = list(PulseRound.objects.filter(partnership=partnership).order_by("-opens_on")[:20])
    coming = next((one for one in rounds if one.frozen_at is None), None)
    context = {
        "partnership": partnership,
        "portrait": portrait_of(asked) if asked else None,
        "name": name_of(asked) if asked else "",
        "rounds": [(one, name_of(one)) for one in rounds if one.frozen_at and one != asked],
        "coming": coming,
        "is_open": coming is not None and coming.is_open(today),
        "is_over": coming is not None and coming.closes_on <= today,
        "answered": coming.returns.count() if coming else 0,
        "own": _own(request, coming) if coming else None,
        "answers": may(request, can_answer_pulse, partnership),
        "opens": may(request, can_open_pulse, partnership),
    }
    return render(request, "leaders/pulse.html", context)


def _own(request: HttpRequest, asked: PulseRound) -> PulseReturn | None:
    person = request.user.pk
    return asked.returns.filter(person=person).first() if person else None


def _day_to_suggest(partnership: Partnership) -> date:
    """Half a year after the last round began, or today."""
    today = timezone.localdate()
    last = PulseRound.objects.filter(partnership=partnership).order_by("-opens_on").first()
    return max(today, last.opens_on + HALF_A_YEAR) if last else today


def _field(refused: Refused) -> str | None:
    """The page asks for the last day, the action for the first day after it."""
    if refused.field == "closes_on":
        return "last_day"
    return refused.field if refused.field == "opens_on" else None
