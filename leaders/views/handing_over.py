from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leaders.actions.handing_over import WhatFollows, hand_over
from leaders.asks import Asks
from leaders.forms.running import HandoverForm
from leaders.models import Handover, RoleHolding
from leaders.rules import can_hand_over, can_see_inside
from leaders.views.act_page import act_page
from leaders.views.roles import agreed_role
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def handover_edit(request: HttpRequest, partnership: str, role: str, holding: int) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    ending = found.holdings.exclude(ends_on=None).select_related("person", "employer")
    outgoing = get_object_or_404(ending, pk=holding)
    outgoing.role = found
    by = permitted_actor(request, can_hand_over, outgoing)
    form = HandoverForm(request.POST or None, outgoing=outgoing, initial=known_of(outgoing))

    def write(given: dict[str, Any]) -> str:
        hand_over(outgoing, by=by, follows=WhatFollows(**given), now=timezone.now())
        return "The handover is written. Whoever holds the role next can read your note."

    own = by.person_id == outgoing.person_id
    asks = Asks(
        heading="Hand over your share" if own else f"Hand over from {outgoing.person.name}",
        button="Save the handover",
        way_out="Do this later",
        template="leaders/handover_edit.html",
    )
    return act_page(request, found, form, asks, write, outgoing=outgoing)


@require_safe
def handover_notes(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    """The notes of those who held a role, for those who hold it and those who head it."""
    found = agreed_role(request, partnership, role)
    permitted_actor(request, can_see_inside, found)
    handovers = (
        Handover.objects.filter(outgoing__role=found)
        .select_related("outgoing__person", "incoming__person", "written_by__person")
        .order_by("-outgoing__ends_on", "-pk")[:50]
    )
    return render(request, "leaders/handover_notes.html", {"role": found, "handovers": handovers})


def known_of(outgoing: RoleHolding) -> dict[str, Any]:
    """What is written of this handover; or else the one person who begins as this one ends."""
    written = Handover.objects.filter(outgoing=outgoing).first()
    if written is not None:
        return {
            "incoming": written.incoming_id,
            "gap_because": written.gap_because,
            "note": written.note,
        }
    begins = [
        one
        for one in outgoing.role.holdings.all()
        if one.starts_on == outgoing.ends_on and one.person_id != outgoing.person_id
    ]
    return {"incoming": begins[0].pk} if len(begins) == 1 else {}
