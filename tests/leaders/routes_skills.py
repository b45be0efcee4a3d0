"""Who gets through to the pages of skills: their owner, whoever has a link, those who act here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.links import private_token
from leaders.models import Participation, SecondVoice, SkillPractice
from tests.cast import World
from tests.leaders.skills import ask_a_peer, asked_practice, make_place
from tests.permissions.route import CONFIGURES, EVERYBODY, SIGNED_IN, Route

LEADER = frozenset({"leader"})
ACTS_HERE = EVERYBODY - {"public", "citizen", "operator"}


def _things(world: World) -> tuple[SkillPractice, Participation, SecondVoice]:
    if "skills" not in world.things:
        entry = asked_practice(world.hats["leader"], world)
        place = make_place(world)
        world.things["skills"] = entry, place, ask_a_peer(place, world)
    things = world.things["skills"]
    assert isinstance(things, tuple)
    return things


def of_entry(world: World) -> Mapping[str, Any]:
    return {"entry": _things(world)[0].pk}


def of_place(world: World) -> Mapping[str, Any]:
    return {"place": _things(world)[1].pk}


def of_moment(world: World) -> Mapping[str, Any]:
    return {**of_place(world), "moment": "middle"}


def by_link(world: World) -> Mapping[str, Any]:
    return {"token": private_token("second voice", _things(world)[2].pk)}


def by_link_of_entry(world: World) -> Mapping[str, Any]:
    return {"token": private_token("practice", _things(world)[0].pk)}


def of_programme(world: World) -> Mapping[str, Any]:
    programme = _things(world)[1].cohort.programme
    return {"partnership": world.partnership.slug, "programme": programme.slug}


def of_leader(world: World) -> Mapping[str, Any]:
    person = world.hats["leader"].person.pk
    return {"partnership": world.partnership.slug, "person": person}


ROUTES = [
    Route("practice_list", SIGNED_IN),
    Route("practice_list", SIGNED_IN, method="post", data={}),
    Route("practice_download", SIGNED_IN, lambda world: {"form": "csv"}),
    Route("practice_detail", LEADER, of_entry),
    Route("practice_detail", LEADER, of_entry, method="post", data={"act": "share"}),
    Route("practice_ask", LEADER, of_entry),
    Route("practice_ask", LEADER, of_entry, method="post", data={}),
    Route("practice_confirm", kwargs=by_link_of_entry),
    Route("practice_confirm", kwargs=by_link_of_entry, method="post", data={"answer": "yes"}),
    Route("practice_shared", ACTS_HERE, of_leader),
    Route("practice_sharers", ACTS_HERE, lambda world: {"partnership": world.partnership.slug}),
    Route("assessment_detail", LEADER, of_place),
    Route("assessment_download", LEADER, lambda world: {**of_place(world), "form": "csv"}),
    Route("assessment_edit", LEADER, of_moment),
    Route("assessment_edit", LEADER, of_moment, method="post", data={}),
    Route("voice_ask", LEADER, lambda world: {**of_moment(world), "voice": "peer"}),
    Route("voice_ask", LEADER, lambda world: {**of_moment(world), "voice": "peer"}, method="post"),
    Route("voice_answer", kwargs=by_link),
    Route("voice_answer", kwargs=by_link, method="post", data={"act": "decline"}),
    Route("programme_skills", CONFIGURES, of_programme),
    Route("programme_skills", CONFIGURES, of_programme, method="post", data={}),
]
