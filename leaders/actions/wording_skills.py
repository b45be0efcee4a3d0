"""A programme puts the four skills in words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.models import Programme, ProgrammeSkill
from leaders.rules import can_word_skills


def word_skills(programme: Programme, *, by: Actor, words: Mapping[str, tuple[str, str]]) -> None:
    """A name and a description for each skill; without a name it keeps the usual words."""
    require(can_word_skills(by, programme))
    with recorded(by, "put the skills of a programme in words"):
        for skill, (name, description) in words.items():
            if name:
                ProgrammeSkill.objects.update_or_create(
                    programme=programme,
                    skill=skill,
                    defaults={"name": name, "description": description},
                )
            else:
                ProgrammeSkill.objects.filter(programme=programme, skill=skill).delete()
