"""Fetching is permission: what this request may not see is not found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.actor import Actor
from accounts.errors import NotAllowed, Refused
from challenges.errors import ChangedMeanwhile
from challenges.models import Challenge, Commitment, LogEntry
from challenges.passed import passings
from challenges.question_errors import AskedMeanwhile, StageMeanwhile
from partnership.acting import hats_of
from partnership.models import Hat, Partnership

Thing = TypeVar("Thing")
Made = TypeVar("Made")
Crumbs = list[dict[str, str]]


def found_partnership(request: HttpRequest, slug: str) -> Partnership:
    visible = Partnership.objects.visible_to(request.user).select_related("place")
    return get_object_or_404(visible, slug=slug)


def found_challenge(request: HttpRequest, partnership: str, slug: str) -> Challenge:
    visible = (
        Challenge.objects.visible_to(request.user)
        .select_related("partnership__place", "place")
        .annotate(passed_on=passings())
    )
    return get_object_or_404(visible, partnership__slug=partnership, slug=slug)


def visible_entries(request: HttpRequest, challenge: Challenge) -> QuerySet[LogEntry]:
    """A challenge's entries that this person may read, with all that showing them needs."""
    return (
        LogEntry.objects.visible_to(request.user)
        .filter(challenge=challenge)
        .select_related("hat__person", "hat__organisation", "challenge__partnership")
        .prefetch_related("with_organisations")
    )


def found_entry(request: HttpRequest, challenge: Challenge, entry: int) -> LogEntry:
    return get_object_or_404(visible_entries(request, challenge), pk=entry)


def found_commitment(request: HttpRequest, challenge: Challenge, commitment: int) -> Commitment:
    visible = (
        Commitment.objects.visible_to(request.user)
        .select_related(
            "organisation", "promised_to", "witness", "made_by__person", "challenge__partnership"
        )
        .prefetch_related("passings__before", "passings__after")
    )
    return get_object_or_404(visible, challenge=challenge, pk=commitment)


def hats_allowed(
    request: HttpRequest, rule: Callable[[Actor, Thing], bool], thing: Thing
) -> list[Hat]:
    """The hats of this request that the rule allows, the chosen one first."""
    return [hat for hat in hats_of(request) if rule(hat.actor(), thing)]


def permitted_hats(
    request: HttpRequest, rule: Callable[[Actor, Thing], bool], thing: Thing
) -> list[Hat]:
    """The same, and 404 when there is none."""
    hats = hats_allowed(request, rule, thing)
    if not hats:
        raise Http404
    return hats


def carried_out(form: forms.Form, act: Callable[[], Made]) -> Made | None:
    """What the action made; or nothing, when the form says what was wrong with it.

    What changed meanwhile passes: each page shows in its own way what is saved now.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except NotAllowed as forbidden:
        raise Http404 from forbidden
    except (ChangedMeanwhile, AskedMeanwhile, StageMeanwhile):
        raise
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, str(refused))
        return None


def crumbs_to(partnership: Partnership, challenge: Challenge | None = None) -> Crumbs:
    """The way back from a page about a challenge of the partnership."""
    crumbs = [
        {"label": partnership.name, "url": reverse("partnership_detail", args=[partnership.slug])},
        {"label": "Challenges", "url": reverse("challenge_list", args=[partnership.slug])},
    ]
    if challenge is not None:
        crumbs.append({"label": challenge.title, "url": challenge.get_absolute_url()})
    return crumbs
