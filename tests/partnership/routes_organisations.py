"""Who may look after organisations, terms, areas and interests, and who may read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from partnership.models import Interest, Terms
from tests.cast import World
from tests.partnership.routes_setup import own
from tests.permissions.route import CONFIGURES, SIGNED_IN, Route

REPRESENTATIVE = frozenset({"representative"})


def an_organisation(world: World) -> Mapping[str, Any]:
    return {"organisation": world.charity.pk}


def with_terms(world: World) -> Mapping[str, Any]:
    Terms.objects.get_or_create(
        partnership=world.partnership, number=1, defaults={"purpose": "Better lives."}
    )
    return own(world)


def the_councils_membership(world: World) -> Mapping[str, Any]:
    """The representative acts for the council."""
    partner = world.partnership.partners.get(organisation=world.council)
    return {**own(world), "partner": partner.pk}


def the_analysts_interest(world: World) -> Mapping[str, Any]:
    interest, _ = Interest.objects.get_or_create(
        person=world.hats["analyst"].person,
        kind=Interest.Kind.PERSONAL,
        what="I sing in a choir that meets there.",
        defaults={"declared_at": timezone.now()},
    )
    return {"interest": interest.pk}


def as_csv(world: World) -> Mapping[str, Any]:
    return {**own(world), "form": "csv"}


ROUTES = [
    Route("place_choose", SIGNED_IN),
    Route("place_choose", SIGNED_IN, query="?q=ashdown"),
    Route("partnership_place", CONFIGURES, own),
    Route("partnership_place", CONFIGURES, own, query="?place=farcombe"),
    Route("partnership_place", CONFIGURES, own, method="post", data={"place": "farcombe"}),
    Route("area_list", kwargs=own),
    Route("areas_edit", CONFIGURES, own),
    Route("areas_edit", CONFIGURES, own, method="post", data={"served": "1"}),
    Route("terms_detail", kwargs=with_terms),
    Route("terms_compare", kwargs=with_terms, query="?from=1&to=1"),
    Route("partnership_open", CONFIGURES, own),
    Route("partnership_open", CONFIGURES, own, method="post"),
    Route("partnership_preview", CONFIGURES, own),
    Route("organisation_detail", kwargs=an_organisation),
    Route("partner_confirm", REPRESENTATIVE, the_councils_membership),
    Route("partner_confirm", REPRESENTATIVE, the_councils_membership, method="post"),
    Route("succession_start", CONFIGURES, own),
    Route("succession_start", CONFIGURES, own, query="?find=ashdown&review=1"),
    Route("succession_review", CONFIGURES, own),
    Route("succession_review", CONFIGURES, own, method="post"),
    Route("interest_create", SIGNED_IN),
    Route("interest_create", SIGNED_IN, method="post", data={"what": "Shares."}),
    Route("interest_none", SIGNED_IN),
    Route("interest_none", SIGNED_IN, method="post"),
    Route("interest_end", frozenset({"analyst"}), the_analysts_interest),
    Route("interest_end", frozenset({"analyst"}), the_analysts_interest, method="post"),
    Route("interest_list", kwargs=own),
    Route("interest_list_download", kwargs=as_csv),
]
