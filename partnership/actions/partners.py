"""Organisations join a partnership, and leave it."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import (
    STAYS_WHOLE,
    AlreadyOnTheList,
    AlreadyPartner,
    OrganisationHasEnded,
    PartnerHasEnded,
)
from partnership.models import Organisation, Partner, Partnership
from partnership.rules import can_configure


def add_partner(
    partnership: Partnership,
    *,
    by: Actor,
    organisation: Organisation,
    starts_on: date,
    brings: str = "",
) -> Partner:
    """Make an organisation a partner from a day on.

    Raises `AlreadyPartner`, and `OrganisationHasEnded` when it does not exist on that day.
    """
    require(can_configure(by, partnership))
    if not organisation.exists_on(starts_on):
        raise OrganisationHasEnded()
    refusals = {"organisation_is_a_partner_once_at_a_time": AlreadyPartner}
    with recorded(by, "added a partner", refusals=refusals):
        return Partner.objects.create(
            partnership=partnership, organisation=organisation, starts_on=starts_on, brings=brings
        )


def end_partner(partner: Partner, *, by: Actor, ends_on: date) -> Partner:
    """End a membership: `ends_on` is the first day on which it is no longer a partner.

    Raises `PartnerHasEnded`, and `OneSectorOnly` when a live partnership would be left with one
    sector.
    """
    require(can_configure(by, partner.partnership))
    with recorded(by, "ended a partner’s membership", refusals=STAYS_WHOLE):
        held = Partner.objects.select_for_update().get(pk=partner.pk)
        if held.ends_on is not None and held.ends_on <= ends_on:
            raise PartnerHasEnded()
        held.ends_on = max(ends_on, held.starts_on)
        held.save(update_fields=["ends_on"])
    return held


def add_new_organisation(
    partnership: Partnership, *, by: Actor, name: str, sector: str, on: date, brings: str = ""
) -> Partner:
    """Add an organisation that is on no public list, such as a residents' group, as a partner.

    Raises `AlreadyOnTheList` when one of this name is known.
    """
    require(can_configure(by, partnership))
    refusals = {"partnership_organisation_slug_key": AlreadyOnTheList}
    with recorded(by, "added an organisation and made it a partner", refusals=refusals):
        organisation = Organisation.objects.create(
            name=name,
            # A group may have its name in another script: no page is addressed by this.
            slug=(slugify(name) or slugify(name, allow_unicode=True) or name)[:200],
            sector=sector,
            source="Added by a partnership",
        )
        return Partner.objects.create(
            partnership=partnership, organisation=organisation, starts_on=on, brings=brings
        )
