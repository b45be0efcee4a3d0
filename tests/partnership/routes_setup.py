"""Who may set up a partnership, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.cast import World
from tests.partnership.invited import make_invitation
from tests.permissions.route import CHAIR_ONLY, CONFIGURES, SIGNED_IN, Route


def own(world: World) -> Mapping[str, Any]:
    return {"partnership": world.partnership.slug}


def a_partner(world: World) -> Mapping[str, Any]:
    partner = world.partnership.partners.order_by("pk").last()
    assert partner is not None
    return {**own(world), "partner": partner.pk}


def a_hat(world: World) -> Mapping[str, Any]:
    return {**own(world), "hat": world.hats["analyst"].pk}


def an_invitation(world: World) -> Mapping[str, Any]:
    """By code, to lead: any of those who set it up may look after it."""
    if "invitation" not in world.things:
        world.things["invitation"] = make_invitation(world, email="")
    return {**own(world), "invitation": world.things["invitation"].pk}  # type: ignore[attr-defined]


def its_link(world: World) -> Mapping[str, Any]:
    an_invitation(world)
    return {"token": world.things["invitation"].token()}  # type: ignore[attr-defined]


def the_deputys_hat(world: World) -> Mapping[str, Any]:
    return {**own(world), "hat": world.hats["deputy_chair"].pk}


def the_chairs_hat(world: World) -> Mapping[str, Any]:
    return {**own(world), "hat": world.hats["chair"].pk}


ROUTES = [
    Route("partnership_list"),
    Route("partnership_detail", kwargs=own),
    Route("partnership_create", SIGNED_IN),
    Route("partnership_create", SIGNED_IN, method="post"),
    Route("partnership_setup", CONFIGURES, own),
    Route("partnership_edit", CONFIGURES, own),
    Route("partnership_edit", CONFIGURES, own, method="post", data={"name": "Renamed"}),
    Route("partnership_cadence", CONFIGURES, own),
    Route("partnership_cadence", CONFIGURES, own, method="post", data={"weekly_cap": "5"}),
    Route("partnership_publish", CHAIR_ONLY, own),
    Route("partnership_publish", CHAIR_ONLY, own, method="post"),
    Route("partner_list", CONFIGURES, own),
    Route("partner_list_download", CONFIGURES, lambda w: {**own(w), "form": "csv"}),
    Route("hat_list_download", CONFIGURES, lambda w: {**own(w), "form": "xlsx"}),
    Route("partner_create", CONFIGURES, own),
    Route("partner_create", CONFIGURES, own, query="?q=council"),
    Route("partner_create", CONFIGURES, own, method="post"),
    Route("organisation_create", CONFIGURES, own),
    Route("organisation_create", CONFIGURES, own, method="post"),
    Route("partner_end", CONFIGURES, a_partner),
    Route("partner_end", CONFIGURES, a_partner, method="post", data={"ends_on_day": "1"}),
    Route("hat_list", CONFIGURES, own),
    Route("hat_create", CONFIGURES, own),
    Route("hat_create", CONFIGURES, own, method="post", data={"name": "Nobody"}),
    Route("invitation_code", CONFIGURES, an_invitation),
    Route("invitation_again", CONFIGURES, an_invitation, method="post"),
    Route("invitation_withdraw", CONFIGURES, an_invitation),
    Route("invitation_withdraw", CONFIGURES, an_invitation, method="post"),
    Route("invitation_find"),
    Route("invitation_find", method="post", data={"code": "ACDEF GHJKM"}),
    Route("invitation_open", kwargs=its_link),
    Route("invitation_prove", kwargs=its_link, method="post"),
    Route("invitation_accept", SIGNED_IN, its_link, method="post"),
    Route("invitation_decline", kwargs=its_link, method="post"),
    Route("hat_reset_second_step", CHAIR_ONLY, the_deputys_hat),
    Route(
        "hat_reset_second_step", CHAIR_ONLY, the_deputys_hat, method="post", data={"why": "Rang"}
    ),
    Route("hat_hand_over", CHAIR_ONLY, the_chairs_hat),
    Route("hat_hand_over", CHAIR_ONLY, the_chairs_hat, method="post", data={"name": "Nobody"}),
    Route("who_could", CONFIGURES, own),
    Route("who_could", CONFIGURES, own, query="?on=2024-06-01&capacity=chair"),
    Route("who_could_download", CONFIGURES, lambda w: {**own(w), "form": "csv"}),
    # The analyst may end the hat that they wear themselves.
    Route("hat_end", CONFIGURES | {"analyst"}, a_hat),
    Route("hat_end", CONFIGURES | {"analyst"}, a_hat, method="post"),
    Route("hat_end", CHAIR_ONLY, the_chairs_hat),
    Route("hat_wear", frozenset({"analyst"}), lambda w: {"hat": w.hats["analyst"].pk}, "post"),
]
