"""To set up a session, to change it, to publish it, to call it off."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from coproduction import errors, rules
from coproduction.actions import locking
from coproduction.actions.telling import replan, tell, tell_facilitators, tell_moved
from coproduction.actions.waiting import end_offers, end_offers_by_start, offer_free_places
from coproduction.consequences import is_moved_by
from coproduction.letters import drawn_letters
from coproduction.models import Session, SessionFacilitator
from coproduction.notices import names
from coproduction.wishes import Plan
from partnership.models import Hat, Partnership
from reminders.tasks import wake

REFUSALS = {
    "session_is_never_over_capacity": errors.FewerPlacesThanBooked,
    "published_session_has_places": errors.SessionWithoutPlaces,
    "room_has_a_venue": errors.RoomWithoutVenue,
    "session_ends_after_it_starts": errors.EndsBeforeItStarts,
    "session_slug_in_partnership": errors.SessionNameTaken,
}


def create_session(partnership: Partnership, *, by: Actor, plan: Plan) -> Session:
    """Begin a draft. A facilitator who sets it up facilitates it."""
    require(rules.can_create_session(by, partnership))
    with recorded(by, "set up a session", refusals=REFUSALS):
        session = Session.objects.create(
            partnership=partnership, slug=_slug(plan), code=_code(), **plan.fields()
        )
        facilitators = set(plan.facilitators)
        if by.capacity == Hat.Capacity.FACILITATOR and by.hat_id:
            facilitators.add(by.hat_id)
        _set_facilitators(session, facilitators)
    return session


def revise_session(session: Session, *, by: Actor, plan: Plan, now: datetime) -> Session:
    """Change it. A new time or place of a published one raises its sequence and is told.

    More places are offered at once to those who wait, and no offer stands beyond an earlier start.
    Raises `FewerPlacesThanBooked`, `StartsInThePast`,
    `SessionNotOpen` when it was cancelled, `SessionStarted`.
    """
    require(rules.can_run_session(by, session))
    if plan.joining_link is not None:
        require(rules.can_change_joining_link(by, session))
    with recorded(by, "changed a session", refusals=REFUSALS):
        held = locking.hold(session.pk)
        check_revisable(held, plan, now=now)
        moved, was = is_moved_by(held, plan), held.starts_at
        for name, value in plan.fields().items():
            setattr(held, name, value)
        if moved:
            held.sequence += 1
            held.moved_at = now
        held.save()
        _set_facilitators(held, set(plan.facilitators))
        if moved:
            end_offers_by_start(held)
            replan(held, was=was)
            tell_moved(held, now=now)
            tell_facilitators(names.TEAM_MOVED, held, now=now)
        offer_free_places(held, now=now)
    wake()
    return held


def check_revisable(session: Session, plan: Plan, *, now: datetime) -> None:
    """Raise what stops this plan, as far as one row tells: also asked before it is previewed."""
    if session.is_cancelled:
        raise errors.SessionNotOpen()
    if session.is_published and session.has_started(now):
        raise errors.SessionStarted()
    if session.is_published and plan.starts_at <= now:
        raise errors.StartsInThePast()
    if plan.ends_at <= plan.starts_at:
        raise errors.EndsBeforeItStarts()


def publish_session(session: Session, *, by: Actor, now: datetime) -> Session:
    """Put it on the public page and open it for booking. Its facilitators are told."""
    require(rules.can_run_session(by, session))
    with recorded(by, "published a session", refusals=REFUSALS):
        held = locking.hold(session.pk)
        if held.is_published:
            return held
        if held.is_cancelled:
            raise errors.SessionNotOpen()
        if held.has_started(now):
            raise errors.StartsInThePast()
        if not held.modes:
            raise errors.SessionWithoutPlaces()
        held.state = Session.State.PUBLISHED
        held.save(update_fields=["state"])
        tell_facilitators(names.TEAM_PUBLISHED, held, now=now)
    wake()
    return held


def cancel_session(session: Session, *, by: Actor, because: str, now: datetime) -> Session:
    """Call it off. Everybody who booked or waits is told why, and so are its facilitators.

    A cancelled session stays public, so a draft cannot be called off: nobody has seen it. Raises
    `NotYetPublished`, `ReasonMissing`, `SessionStarted`.
    """
    require(rules.can_run_session(by, session))
    if not because.strip():
        raise errors.ReasonMissing()
    with recorded(by, "cancelled a session"):
        held = locking.hold(session.pk)
        if held.is_cancelled:
            return held
        if held.is_draft:
            raise errors.NotYetPublished()
        if held.has_started(now):
            raise errors.SessionStarted()
        held.state = Session.State.CANCELLED
        held.cancelled_because = because.strip()
        held.sequence += 1
        held.save(update_fields=["state", "cancelled_because", "sequence"])
        standing = list(held.bookings.standing().select_related("contact"))
        for booking in standing:
            booking.session = held
        end_offers(held)
        tell(names.SESSION_CANCELLED, standing, now=now)
        tell_facilitators(names.TEAM_CANCELLED, held, now=now)
    wake()
    return held


def _set_facilitators(session: Session, hats: set[int]) -> None:
    """Only current hats of the session's own partnership can facilitate it."""
    known = Hat.objects.current().filter(partnership_id=session.partnership_id, pk__in=hats)
    wanted = set(known.values_list("pk", flat=True))
    links = {link.hat_id: link for link in session.facilitator_links.all()}
    for hat_id in links.keys() - wanted:
        links[hat_id].delete()
    for hat_id in wanted - links.keys():
        SessionFacilitator.objects.create(session=session, hat_id=hat_id)


def _slug(plan: Plan) -> str:
    """The name with its day, so that a session of every month has an address of its own."""
    day = timezone.localtime(plan.starts_at)
    return f"{slugify(plan.title)[:160].strip('-')}-{day:%d-%b-%Y}".lower().strip("-")


def _code() -> str:
    code = drawn_letters(6)
    return _code() if Session.objects.filter(code=code).exists() else code
