"""To hand over the chair, as one reviewed act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.writing import count_writing
from partnership.acting import permitted_actor
from partnership.actions.inviting import Terms, invite_to_hat
from partnership.forms.hats import HandoverForm
from partnership.models import Hat, Invitation
from partnership.models.capacity import Capacity
from partnership.rules import can_hand_over
from partnership.seen import partnership_seen
from partnership.views.invitations import after_inviting
from partnership.who import acting
from reminders.hours import midnight


@require_http_methods(["GET", "POST"])
def hat_hand_over(request: HttpRequest, partnership: str, hat: int) -> HttpResponse:
    """Who chairs next, and from when; then what follows from it; then the offer is made."""
    found = partnership_seen(request, partnership)
    worn = get_object_or_404(
        Hat.objects.current().select_related("person", "organisation"), pk=hat, partnership=found
    )
    worn.partnership = found
    by = permitted_actor(request, can_hand_over, worn)
    form = HandoverForm(request.POST or None, partnership=found)
    context = {"partnership": found, "hat": worn, "form": form}
    if form.is_valid() and "confirm" in request.POST:
        try:
            count_writing(request)
            return after_inviting(request, _offer(worn, by=by, form=form))
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    elif form.is_valid() and "change" not in request.POST:
        others = acting([found.pk], timezone.now())[found.pk] - {worn.person_id}
        answers = {**context, "given": form.cleaned_data, "told": len(others)}
        return render(request, "partnership/hat_hand_over_check.html", answers)
    status = 422 if form.errors else 200
    return render(request, "partnership/hat_hand_over.html", context, status=status)


def _offer(hat: Hat, *, by: Actor, form: HandoverForm) -> Invitation:
    given = form.cleaned_data
    starts_at = midnight(given["starts_on"]) if given["starts_on"] else None
    return invite_to_hat(
        hat.partnership,
        by=by,
        name=given["name"],
        email=given["email"],
        capacity=Capacity.CHAIR,
        organisation=given["organisation"],
        now=timezone.now(),
        terms=Terms(starts_at=starts_at, replaces=hat, words=given["words"]),
    )
