"""Who gets through to what worries people: anybody raises it, the safeguarding lead reads it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from accounts.links import private_token
from coproduction.actions.safeguarding import raise_concern
from coproduction.models import Concern
from coproduction.worries import Worry
from tests.cast import World
from tests.coproduction.booked import GUEST
from tests.coproduction.routes_sessions import a_session
from tests.permissions.route import Route

SAFEGUARDS = frozenset({"safeguarding_lead"})


def _concern(world: World) -> Concern:
    if "concern" not in world.things:
        worry = Worry(words="A boy is left alone at night.", key=UUID(int=99))
        session = a_session(world)
        world.things["concern"] = raise_concern(session, by=GUEST, worry=worry, now=timezone.now())
    concern = world.things["concern"]
    assert isinstance(concern, Concern)
    return concern


def _session(world: World) -> dict[str, object]:
    return {"partnership": world.partnership.slug, "session": a_session(world).slug}


def _of(world: World) -> dict[str, object]:
    return {"partnership": world.partnership.slug}


def _one(world: World) -> dict[str, object]:
    return {**_of(world), "concern": _concern(world).pk}


def _token(world: World) -> dict[str, object]:
    return {"token": private_token("concern", _concern(world).pk)}


ROUTES = [
    Route("concern_raise", kwargs=_session),
    Route("concern_raise", kwargs=_session, method="post"),
    Route("concern_check", kwargs=_session),
    Route("concern_check", kwargs=_session, method="post"),
    Route("concern_status", kwargs=_token),
    Route("concern_list", allowed=SAFEGUARDS, kwargs=_of),
    Route("concern_detail", allowed=SAFEGUARDS, kwargs=_one),
    Route("concern_acknowledge", allowed=SAFEGUARDS, kwargs=_one, method="post"),
    Route("concern_note", allowed=SAFEGUARDS, kwargs=_one, method="post"),
    Route("concern_note", allowed=SAFEGUARDS, kwargs=_one, method="post", data={"note": "Rang."}),
]
