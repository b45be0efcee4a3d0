"""Who gets through to what people said, to decisions and to the home page."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.links import private_token
from coproduction.models import Contribution, Decision, Session
from tests.cast import World
from tests.coproduction.voiced import make_contribution, make_decision, make_heard_session
from tests.permissions.route import CONFIGURES, Route

MODERATES = frozenset({"coordinator", "facilitator"})
READS = MODERATES | {"safeguarding_lead"}


def _session(world: World) -> Session:
    if "heard" not in world.things:
        held = timezone.now() - timedelta(days=10)
        world.things["heard"] = make_heard_session(world, starts_at=held)
    session = world.things["heard"]
    assert isinstance(session, Session)
    return session


def _contribution(world: World) -> Contribution:
    if "words" not in world.things:
        world.things["words"] = make_contribution(_session(world))
    contribution = world.things["words"]
    assert isinstance(contribution, Contribution)
    return contribution


def _decision(world: World, *, public: bool) -> Decision:
    name = "public decision" if public else "draft decision"
    if name not in world.things:
        facts = {"state": "published", "published_at": timezone.now()} if public else {}
        world.things[name] = make_decision(_session(world), none_because="Nobody asked", **facts)
    decision = world.things[name]
    assert isinstance(decision, Decision)
    return decision


def _of(world: World) -> dict[str, object]:
    return {"partnership": world.partnership.slug}


def _said_at(world: World) -> dict[str, object]:
    return {**_of(world), "session": _session(world).slug}


def _words(world: World) -> dict[str, object]:
    return {**_said_at(world), "contribution": _contribution(world).pk}


def _public(world: World) -> dict[str, object]:
    return {**_of(world), "decision": _decision(world, public=True).slug}


def _draft(world: World) -> dict[str, object]:
    return {**_of(world), "decision": _decision(world, public=False).slug}


def _answer(world: World) -> dict[str, object]:
    return {**_draft(world), "contribution": _contribution(world).pk}


def _code(world: World) -> dict[str, object]:
    return {"code": _session(world).code}


def _token(world: World) -> dict[str, object]:
    return {"token": private_token("contribution", _contribution(world).pk)}


ROUTES = [
    Route("home"),
    Route("what_changed"),
    Route("what_changed", query="?show=not-done"),
    Route("contribution_start"),
    Route("contribution_start", method="post"),
    Route("contribution_say", kwargs=_code),
    Route("contribution_say", kwargs=_code, method="post"),
    Route("contribution_say", kwargs=lambda world: {**_code(world), "step": "kind"}),
    Route("contribution_check", kwargs=_code),
    Route("contribution_check", kwargs=_code, method="post"),
    Route("feedback_give", kwargs=_code),
    Route("feedback_give", kwargs=_code, method="post"),
    Route("feedback_thanks", kwargs=_code),
    Route("said", kwargs=_token),
    Route("said_thanks", kwargs=_token),
    Route("said_take_back", kwargs=_token),
    Route("said_take_back", kwargs=_token, method="post"),
    Route("contribution_list", allowed=READS, kwargs=_said_at),
    Route("contribution_list", allowed=READS, kwargs=_said_at, query="?state=hidden"),
    Route("contribution_create", allowed=MODERATES, kwargs=_said_at),
    Route("contribution_create", allowed=MODERATES, kwargs=_said_at, method="post"),
    Route("contribution_share", allowed=MODERATES, kwargs=_words, method="post"),
    Route(
        "contribution_hide",
        allowed=MODERATES,
        kwargs=_words,
        method="post",
        data={"because": "It names a nurse."},
    ),
    Route("contribution_hide", allowed=MODERATES, kwargs=_words, method="post"),
    Route("decision_list", kwargs=_of),
    Route("decision_detail", kwargs=_public),
    Route("decision_detail", allowed=CONFIGURES | {"facilitator"}, kwargs=_draft),
    Route("decision_create", allowed=CONFIGURES, kwargs=_of),
    Route("decision_create", allowed=CONFIGURES, kwargs=_of, method="post"),
    *(
        Route(f"decision_{page}", allowed=CONFIGURES, kwargs=_draft, method=method)
        for page in ("edit", "publish", "promise")
        for method in ("get", "post")
    ),
    Route("decision_edit", allowed=CONFIGURES, kwargs=_public),
    Route("decision_answers", allowed=CONFIGURES, kwargs=_draft),
    Route("influence_edit", allowed=CONFIGURES, kwargs=_answer),
    Route(
        "influence_edit",
        allowed=CONFIGURES,
        kwargs=_answer,
        method="post",
        data={"outcome": "adopted", "reason": "You are right."},
    ),
    Route("influence_delete", allowed=CONFIGURES, kwargs=_answer, method="post"),
]
