"""How a participant sees themselves practise, and how second voices see it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from accounts.links import opened
from accounts.writing import count_writing
from leaders.actions.assessing import (
    answer_as_second_voice,
    ask_second_voice,
    assess_oneself,
    decline_second_voice,
)
from leaders.actions.wording_skills import word_skills
from leaders.forms.skills import AskForm, LevelsForm, SkillWordsForm
from leaders.models import Moment, Participation, Programme, SecondVoice, Voice
from leaders.rules import can_word_skills
from leaders.skill_record import as_rows, names_of, over_time, steps_of
from leaders.views.practice import organisations_to_ask
from leaders.views.roles import answer
from partnership.acting import bare_actor, permitted_actor
from partnership.downloads import Format, table_response
from partnership.seen import partnership_seen

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def assessment_detail(request: HttpRequest, place: int) -> HttpResponse:
    found = _own_place(request, place)
    steps = steps_of(found)
    if (over := found.cohort.ends_on) and over <= timezone.localdate():
        steps = [one for one in steps if one.is_begun or one.moment == Moment.END]
    context = {
        "place": found,
        "steps": steps,
        "next": next((one.moment for one in steps if not one.done), ""),
        "over_time": over_time(found),
    }
    return render(request, "leaders/assessment_detail.html", context)


@require_safe
def assessment_download(request: HttpRequest, place: int, form: Format) -> HttpResponse:
    found = _own_place(request, place)
    headings = ["When", "Skill", "Who says it", "From 1 to 5", "In words"]
    return table_response(form, name="my-skills", headings=headings, rows=as_rows(found))


@require_http_methods(METHODS)
@never_cache
def assessment_edit(request: HttpRequest, place: int, moment: str) -> HttpResponse:
    found = _own_place(request, place)
    label = _moment(moment)
    own = found.assessments.filter(moment=moment, second_voice__isnull=True)
    known = {one.skill: one.level for one in own} | {f"{one.skill}_words": one.words for one in own}
    form = LevelsForm(
        request.POST or None, named=names_of(found.cohort.programme), own=True, initial=known
    )
    if form.is_valid():
        by = bare_actor(request)
        assess_oneself(found, by=by, moment=moment, levels=form.levels(), now=timezone.now())
        messages.success(request, "Kept. Nobody but you sees it.")
        return redirect("assessment_detail", place)
    context = {"form": form, "place": found, "label": label}
    return answer(request, "leaders/assessment_edit.html", context)


@require_http_methods(METHODS)
@never_cache
def voice_ask(request: HttpRequest, place: int, moment: str, voice: str) -> HttpResponse:
    found = _own_place(request, place)
    _moment(moment)
    if voice not in Voice.values:
        raise Http404
    others = organisations_to_ask(request, found.employer_id)
    form = AskForm(request.POST or None, organisations=others, voice=voice)
    if form.is_valid():
        by, asked = bare_actor(request), form.asked()
        try:
            count_writing(request)
            ask_second_voice(found, by=by, moment=moment, asked=asked, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"{asked.name} is asked, by a link of their own.")
            return redirect("assessment_detail", place)
    heading = f"Ask {str(Voice(voice).label)[0].lower()}{str(Voice(voice).label)[1:]}"
    context = {"form": form, "place": found, "heading": heading}
    return answer(request, "leaders/skill_ask.html", context)


@login_not_required
@require_http_methods(METHODS)
@never_cache
def voice_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Four short questions without an account, once; or a no, which needs no reason."""
    voices = SecondVoice.objects.select_related("participation__person", "participation__cohort")
    found = get_object_or_404(
        voices.select_related("participation__cohort__programme"), pk=opened("second voice", token)
    )
    who = found.participation.person
    if found.is_settled:
        return render(request, "leaders/skill_answered.html", {"who": who})
    declines = request.POST.get("act") == "decline"
    named = names_of(found.participation.cohort.programme)
    form = LevelsForm(None if declines else request.POST or None, named=named, own=False)
    if declines or form.is_valid():
        by, now = bare_actor(request), timezone.now()
        try:
            if declines:
                decline_second_voice(found, by=by, now=now)
            else:
                answer_as_second_voice(found, by=by, levels=form.levels(), now=now)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("voice_answer", token)
        done = _("Your address has been deleted.")
        return render(request, "leaders/skill_answered.html", {"who": who, "done": done})
    return answer(request, "leaders/voice_answer.html", {"form": form, "voice": found, "who": who})


@require_http_methods(METHODS)
def programme_skills(request: HttpRequest, partnership: str, programme: str) -> HttpResponse:
    """What a programme calls the four skills."""
    seen = partnership_seen(request, partnership)
    found = get_object_or_404(
        Programme.objects.filter(partnership=seen).prefetch_related("skills"), slug=programme
    )
    by = permitted_actor(request, can_word_skills, found)
    known = {f"{one.skill}_name": one.name for one in found.skills.all()}
    known |= {f"{one.skill}_description": one.description for one in found.skills.all()}
    form = SkillWordsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        word_skills(found, by=by, words=form.words())
        messages.success(request, "The words are kept. Participants see them from now on.")
        return redirect("programme_skills", partnership, programme)
    context = {"form": form, "programme": found, "partnership": seen}
    return answer(request, "leaders/programme_skills.html", context)


def _own_place(request: HttpRequest, key: int) -> Participation:
    """One's own place in a cohort; 404 for anybody else's, whoever asks."""
    places = Participation.objects.select_related("cohort__programme")
    return get_object_or_404(places, pk=key, person=request.user.pk or 0)


def _moment(value: str) -> str:
    if value not in Moment.values:
        raise Http404
    return str(Moment(value).label)
