"""Organisations join a partnership, and leave it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import (
    STAYS_WHOLE,
    AlreadyOnTheList,
    AlreadyPartner,
    MembershipOver,
    OrganisationHasEnded,
    PartnerHasEnded,
)
from partnership.holding import hold
from partnership.models import Organisation, Partner, Partnership
from partnership.models.organisation import ADDED_BY_A_PARTNERSHIP
from partnership.rules import can_configure, can_confirm_membership


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
        hold(partner.partnership_id)
        held = Partner.objects.select_for_update().get(pk=partner.pk)
        if held.ends_on is not None and held.ends_on <= ends_on:
            raise PartnerHasEnded()
        held.ends_on = max(ends_on, held.starts_on)
        held.save(update_fields=["ends_on"])
    return held


def confirm_membership(partner: Partner, *, by: Actor, brings: str, now: datetime) -> Partner:
    """Say, for one's own organisation, that it is a partner and what it brings.

    The first who confirms stays the one who did; later words change what it brings. Raises
    `MembershipOver` when it is not a partner any more.
    """
    require(can_confirm_membership(by, partner))
    with recorded(by, "confirmed that their organisation is a partner"):
        hold(partner.partnership_id)
        held = Partner.objects.select_for_update().get(pk=partner.pk)
        if held.ends_on is not None and held.ends_on <= timezone.localdate(now):
            raise MembershipOver()
        held.brings = brings
        if held.confirmed_at is None:
            held.confirmed_at, held.confirmed_by_id = now, by.worn_hat_id
        held.save(update_fields=["brings", "confirmed_at", "confirmed_by"])
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
            slug=_slug(name, partnership),
            sector=sector,
            source=ADDED_BY_A_PARTNERSHIP,
        )
        return Partner.objects.create(
            partnership=partnership, organisation=organisation, starts_on=on, brings=brings
        )


def slug_stem(name: str) -> str:
    """What the slug of an added organisation begins with; its name may be in another script."""
    return (slugify(name) or slugify(name, allow_unicode=True) or name)[:180]


def _slug(name: str, partnership: Partnership) -> str:
    """It keeps a group from being on the list twice.

    Where a draft has one of the same name, which nobody here may know of, this one has a number.
    """
    slug = slug_stem(name)
    known = Organisation.objects.known_in(partnership.pk)
    hidden = Organisation.objects.filter(slug=slug).exclude(pk__in=known.values("pk"))
    return f"{slug}-{partnership.pk}" if hidden.exists() else slug
