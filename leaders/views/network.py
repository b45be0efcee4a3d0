"""Which organisations are joined, by what, and who holds them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leaders.network import Network, network_of
from leaders.network_figures import Figures, bridges_in_words, figures_of, summary
from leaders.network_one import own_ties
from leaders.network_picture import NARROW, WIDE, picture_of
from leaders.rules import can_see_network
from partnership.acting import hidden_leads_to_sign_in, permitted_actor
from partnership.downloads import Format, table_response
from partnership.seen import partnership_seen

KINDS = {
    "role": "a shared role",
    "cohort": "a cohort of a programme",
    "challenge": "a challenge",
    "commitment": "a promise kept, and its witness",
}
# More bodies than this nobody can tell apart in a picture, nor find in a matrix.
DRAWN = SHOWN = 60


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def network_detail(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_network, found)
    kinds = _kinds(request)
    everybody = network_of(found, timezone.localdate(), kinds)
    joined = everybody.busiest(DRAWN)
    figures = figures_of((one.pk for one in joined.bodies), joined.between())
    things = _things(joined)
    names = {one.pk: one.name for one in joined.bodies}
    context = {
        "partnership": found,
        "kinds": [(name, words, name in kinds) for name, words in KINDS.items()],
        "query": request.GET.urlencode(),
        "summary": summary(figures),
        "whole": _whole(request),
        "own": own_ties(everybody, request.GET.get("organisation", "")),
        "partners": len(everybody.bodies),
        "drawn": len(joined.bodies),
        "bridges": bridges_in_words(figures, names),
        "alone": [one for one in joined.bodies if one.pk in figures.alone],
        "wide": picture_of(joined, figures, WIDE),
        "narrow": picture_of(joined, figures, NARROW),
        "rows": _rows(joined, figures),
        "things": things[:SHOWN],
        "more": len(things[SHOWN:]),
    }
    return render(request, "leaders/network.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def network_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_network, found)
    joined = network_of(found, timezone.localdate(), _kinds(request))
    own = own_ties(joined, request.GET.get("organisation", ""))
    names = {one.pk: one.name for one in joined.bodies}
    rows = [
        [names[tie.a], names[tie.b], KINDS[tie.kind], tie.what]
        for tie in joined.ties
        if own is None or own.body.pk in (tie.a, tie.b)
    ]
    headings = ["Organisation", "Is joined to", "By", "Which"]
    return table_response(form, name=f"network-{found.slug}", headings=headings, rows=rows)


def _kinds(request: HttpRequest) -> Sequence[str]:
    """The kinds of ties that the address asks for; all of them when it names none."""
    return [name for name in request.GET.getlist("kind") if name in KINDS] or list(KINDS)


def _whole(request: HttpRequest) -> str:
    """The same question, of no organisation in particular."""
    query = request.GET.copy()
    query.pop("organisation", None)
    return query.urlencode()


def _rows(joined: Network, figures: Figures) -> list[dict[str, object]]:
    """A line of the matrix for each organisation: what it shares with each, and its figures."""
    counts = {pair: len(ties) for pair, ties in joined.between().items()}
    return [
        {
            "body": one,
            "number": at,
            "degree": figures.degree[one.pk],
            "between": round(100 * figures.between[one.pk]),
            "cells": [
                None
                if one.pk == other.pk
                else counts.get((min(one.pk, other.pk), max(one.pk, other.pk)), 0)
                for other in joined.bodies
            ],
        }
        for at, one in enumerate(joined.bodies, 1)
    ]


def _things(joined: Network) -> list[dict[str, object]]:
    """Each thing that is shared, with the organisations that it joins, by kind and name."""
    shared: dict[tuple[str, str], set[int]] = defaultdict(set)
    for tie in joined.ties:
        shared[tie.kind, tie.what] |= {tie.a, tie.b}
    order = list(KINDS)
    return [
        {
            "what": what,
            "kind": KINDS[kind],
            "bodies": [one for one in joined.bodies if one.pk in shared[kind, what]],
        }
        for kind, what in sorted(shared, key=lambda one: (order.index(one[0]), one[1]))
    ]
