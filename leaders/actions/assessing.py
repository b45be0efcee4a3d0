"""A participant looks at how they practise, asks for second voices, and hears them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded, require
from leaders import errors
from leaders.actions.practice import ANSWER_WITHIN, Asked, check_somebody_else
from leaders.models import Assessment, Participation, SecondVoice, Voice
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

VOICE = "second-voice"
# Of each skill: from 1 to 5, and a few words or none.
Levels = Mapping[str, tuple[int, str]]


def assess_oneself(
    place: Participation, *, by: Actor, moment: str, levels: Levels, now: datetime
) -> None:
    """Say how far one practises each skill; said again at the same moment, it replaces."""
    require(by.person_id == place.person_id)
    with recorded(by, "looked at how they practise"):
        Participation.objects.select_for_update(no_key=True).get(pk=place.pk)
        own = Assessment.objects.filter(
            participation=place, moment=moment, second_voice__isnull=True
        )
        own.delete()
        _keep(place, moment, levels, None, now)


def ask_second_voice(
    place: Participation, *, by: Actor, moment: str, asked: Asked, now: datetime
) -> SecondVoice:
    """Write to a peer or a citizen with a link of their own: four questions, no account.

    Raises `OwnContact`, `SameOrganisation` and `VoiceAskedAlready`.
    """
    require(by.person_id == place.person_id)
    check_somebody_else(asked, by)
    if asked.voice == Voice.PEER and (
        asked.organisation is None or asked.organisation.pk == place.employer_id
    ):
        raise errors.SameOrganisation()
    with recorded(by, "asked for a second voice", refusals=errors.SKILLS):
        contact = ContactPoint.objects.create(kind=asked.kind, value=asked.value)
        voice = SecondVoice.objects.create(
            participation=place,
            moment=moment,
            voice=asked.voice,
            name=asked.name,
            organisation=asked.organisation,
            contact=contact,
            asked_at=now,
        )
        owe([Owed(VOICE, contact, voice, now, not_after=now + ANSWER_WITHIN)])
    wake()
    return voice


def answer_as_second_voice(voice: SecondVoice, *, by: Actor, levels: Levels, now: datetime) -> None:
    """Say how one sees a participant practise, once. Their contact is forgotten at once.

    Raises `SaidAlready` and `NotTheirOwn`.
    """
    with recorded(by, "answered as a second voice", refusals=errors.SKILLS):
        held = _unanswered(voice, by)
        held.answered_at = now
        contact, held.contact = held.contact, None
        held.save()
        _keep(held.participation, held.moment, levels, held, now)
        _forget(contact)


def decline_second_voice(voice: SecondVoice, *, by: Actor, now: datetime) -> None:
    """Whoever was asked would rather not; another can be asked. Raises `SaidAlready`."""
    with recorded(by, "declined to be a second voice", refusals=errors.SKILLS):
        held = _unanswered(voice, by)
        held.declined_at = now
        contact, held.contact = held.contact, None
        held.save()
        _forget(contact)


def forget_second_voices(now: datetime) -> int:
    """Delete who was asked and has not answered within 30 days. Listed in settings.RETENTION."""
    with recorded(Actor.for_job("forget who was asked"), "forgot second voices"):
        due = SecondVoice.objects.filter(
            answered_at__isnull=True, asked_at__lte=now - ANSWER_WITHIN
        )
        rows = list(due.values_list("pk", "contact")[:500])
        SecondVoice.objects.filter(pk__in=[voice for voice, _contact in rows]).delete()
        contacts = [contact for _voice, contact in rows if contact]
        ContactPoint.objects.filter(pk__in=contacts, person__isnull=True).delete()
    return len(rows)


def _unanswered(voice: SecondVoice, by: Actor) -> SecondVoice:
    held = (
        SecondVoice.objects.select_for_update(of=("self",))
        .select_related("participation", "contact")
        .get(pk=voice.pk)
    )
    if held.answered_at is not None or held.declined_at is not None:
        raise errors.SaidAlready()
    if by.person_id is not None and by.person_id == held.participation.person_id:
        raise errors.NotTheirOwn()
    return held


def _keep(
    place: Participation, moment: str, levels: Levels, voice: SecondVoice | None, now: datetime
) -> None:
    Assessment.objects.bulk_create(
        Assessment(
            participation=place,
            moment=moment,
            skill=skill,
            level=level,
            words=words,
            second_voice=voice,
            given_at=now,
        )
        for skill, (level, words) in levels.items()
    )


def _forget(contact: ContactPoint | None) -> None:
    if contact is not None and contact.person_id is None:
        contact.delete()
