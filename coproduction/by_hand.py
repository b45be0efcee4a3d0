"""What people must be told by phone or post: notices that no machine can deliver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.actor import Actor
from coproduction.models import Booking, Contribution, Decision, Influence, Session
from partnership.models import Invitation, Partnership
from reminders.batch import Batch
from reminders.channels.letter import Letter, letter_to
from reminders.channels.text import without_its_link
from reminders.kinds import Message, kinds
from reminders.links import way_out
from reminders.models import Notice
from reminders.models.notice import NoticeQuerySet

LINES = 4  # what one says on the phone; the rest is on the page that one opens meanwhile


@dataclass(frozen=True)
class Telling:
    """One person to tell, and what to say. `invited` is the name of somebody asked to act."""

    notice: Notice
    message: Message
    reference: str
    invited: str = ""

    @property
    def name(self) -> str:
        """As it was given with the booking, the words or the invitation."""
        contact = self.notice.contact
        names = [
            *(booking.name for booking in contact.bookings.all()),
            *(said.said_by for said in contact.contributions.all()),
            contact.person.name if contact.person else self.invited,
        ]
        return next(filter(None, names), "")

    @property
    def is_by_post(self) -> bool:
        return self.notice.contact.kind == "post"

    @property
    def reach(self) -> str:
        """As it was given with a booking, words or an invitation; of a member of staff nothing:
        whoever works together knows how to reach each other, or asks."""
        contact = self.notice.contact
        given = contact.person is None or contact.bookings.all() or contact.contributions.all()
        return contact.as_written if given else ""

    @property
    def note(self) -> str:
        """Why it is here, or when somebody tried; not that a number is to be phoned."""
        return "" if self.notice.why in ("By phone.", "By post.") else self.notice.why

    @property
    def words(self) -> list[str]:
        return without_its_link(self.message)[:LINES]

    @cached_property
    def letter(self) -> Letter:
        topic = kinds()[self.notice.kind].topic
        stop = way_out(self.notice.contact_id, topic)
        return letter_to(self.notice.contact, self.message, self.name, stop=stop)


def about_sessions(sessions: QuerySet[Session]) -> Q:
    """Notices about these sessions, their bookings and what was said there. No concern is."""
    things: list[QuerySet[Any]] = [
        sessions,
        Booking.objects.filter(session__in=sessions),
        Contribution.objects.filter(session__in=sessions),
        Influence.objects.filter(contribution__session__in=sessions),
    ]
    return _any_of(things)


def about_partnership(partnership: Partnership) -> Q:
    """The same for all of a partnership's sessions, about its decisions, and what its own people
    must know: of their hats, roles and promises. What they may leave, nobody phones them for."""
    decisions = Decision.objects.filter(partnership=partnership)
    sessions = about_sessions(Session.objects.filter(partnership=partnership))
    return sessions | _any_of([decisions]) | _to_its_people(partnership)


def _to_its_people(partnership: Partnership) -> Q:
    """Ask each of `settings.MESSAGES_ABOUT`, functions `(partnership) -> list[QuerySet]`."""
    things: list[QuerySet[Any]] = []
    for provider in settings.MESSAGES_ABOUT:
        things += import_string(provider)(partnership)
    firm = [name for name, kind in kinds().items() if not kind.topic.optional]
    return _any_of(things) & Q(kind__in=firm)


def _any_of(things: Iterable[QuerySet[Any]]) -> Q:
    found = Q(pk__in=[])
    for one in things:
        label = one.model._meta.label_lower
        found |= Q(subject_type=label, subject_id__in=one.order_by().values("pk"))
    return found


def to_tell(about: Q) -> NoticeQuerySet:
    """What waits for a person, the most urgent first."""
    waiting = Notice.objects.to_call().filter(about)
    return waiting.prefetch_related("contact__bookings", "contact__contributions")


def tellings(notices: Iterable[Notice], now: datetime) -> Iterator[Telling]:
    """What is still wanted and true of these, in words."""
    waiting = list(notices)
    batch = Batch(waiting, now)
    for notice in waiting:
        kind, thing = kinds().get(notice.kind), batch.thing(notice)
        late = notice.not_after is not None and now >= notice.not_after
        if kind is None or thing is None or late or kind.why_not(thing, notice, now):
            continue
        reference = thing.reference if isinstance(thing, Booking) else ""
        invited = thing.name if isinstance(thing, Invitation) else ""
        yield Telling(notice, kind.wording(thing, notice), reference, invited)


@dataclass(frozen=True)
class Scope:
    """What a list is about, and where its pages are."""

    partnership: Partnership
    session: Session | None
    actor: Actor
    about: Q

    def url(self, suffix: str = "") -> str:
        slugs = [self.partnership.slug, *([self.session.slug] if self.session else [])]
        return reverse(
            f"{'session' if self.session else 'partnership'}_to_tell{suffix}", args=slugs
        )

    @property
    def slug(self) -> str:
        return self.session.slug if self.session else self.partnership.slug
