"""A chair sets up a partnership: begins it, and takes it live."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from partnership.errors import STAYS_WHOLE, NameTaken, OrganisationHasEnded
from partnership.models import Hat, Organisation, Partner, Partnership, Place
from partnership.rules import can_create_partnership, can_publish

# No address, and the word of an address beside the partnerships' own: /partnerships/new/.
TAKEN_BY_PAGES = frozenset({"", "new"})


def create_partnership(
    place: Place, *, by: Actor, name: str, organisation: Organisation, now: datetime
) -> Partnership:
    """Begin a partnership as a draft. Whoever begins it is its chair, for their own organisation.

    Raises `NameTaken` and `OrganisationHasEnded`.
    """
    require(can_create_partnership(by))
    today = timezone.localdate(now)
    if not organisation.exists_on(today):
        raise OrganisationHasEnded()
    with recorded(
        by, "began a partnership", refusals={"partnership_partnership_slug_key": NameTaken}
    ):
        partnership = Partnership.objects.create(name=name, slug=_slug(name), place=place)
        Partner.objects.create(partnership=partnership, organisation=organisation, starts_on=today)
        Hat.objects.create(
            person=Person.objects.get(pk=by.person_id or 0),
            partnership=partnership,
            organisation=organisation,
            capacity=Hat.Capacity.CHAIR,
            starts_at=now,
        )
    return partnership


def publish(partnership: Partnership, *, by: Actor, now: datetime) -> Partnership:
    """Take the partnership live.

    Raises `OneSectorOnly`, `NoChair`, `NoSafeguardingLead` or `NoSafeguardingDeputy`, as the
    database found it.
    """
    require(can_publish(by, partnership))
    with recorded(by, "took the partnership live", refusals=STAYS_WHOLE):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        if not held.is_live:
            held.stage = Partnership.Stage.LIVE
            held.live_since = now
            held.started_on = held.started_on or timezone.localdate(now)
            held.save(update_fields=["stage", "live_since", "started_on"])
    return held


def _slug(name: str) -> str:
    slug = slugify(name)[:180].strip("-")
    return f"{slug}-partnership".strip("-") if slug in TAKEN_BY_PAGES else slug
