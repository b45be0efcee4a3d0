"""What this app shows on a person's own page: their interests, and memberships to confirm."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from partnership.acting import hats_of
from partnership.interests import REGISTERED
from partnership.models import Hat, Interest, NoInterests, Partner

SHOWN = 20


def my_memberships(request: HttpRequest, person: Person) -> Panel | None:
    """The memberships that a representative may confirm, or say something else of."""
    speaks = [
        hat
        for hat in hats_of(request)
        if hat.capacity == Hat.Capacity.REPRESENTATIVE and hat.organisation_id is not None
    ]
    if not speaks:
        return None
    wanted = Q()
    for hat in speaks:
        wanted |= Q(partnership=hat.partnership_id, organisation=hat.organisation_id)
    memberships = list(
        Partner.objects.on(timezone.localdate())
        .filter(wanted)
        .select_related("partnership", "organisation")
        .order_by("confirmed_at", "pk")[:SHOWN]
    )
    if not memberships:
        return None
    title = _("Your organisation as a partner")
    context = {"memberships": memberships}
    return Panel(title, "partnership/_my_memberships.html", context, position=10)


def my_interests(request: HttpRequest, person: Person) -> Panel | None:
    """What this person declared; whoever acts in a partnership is asked to."""
    today = timezone.localdate()
    asked = any(hat.capacity in REGISTERED for hat in hats_of(request))
    found = list(Interest.objects.filter(person=person.pk).select_related("organisation")[:SHOWN])
    if not asked and not found:
        return None
    holds = any(_holds(one, today) for one in found)
    said = None if holds else NoInterests.objects.filter(person=person.pk).first()
    if said is not None and found and found[0].declared_at > said.declared_at:
        said = None
    context = {
        "interests": [(one, _holds(one, today)) for one in found],
        "asked": asked,
        "none_declared": said,
        "may_say_none": asked and not holds and said is None,
    }
    return Panel(_("Your interests"), "partnership/_my_interests.html", context, position=70)


def _holds(interest: Interest, today: date) -> bool:
    """Whether it could still be ended: it holds, or will."""
    return interest.ends_on is None or interest.ends_on > today
