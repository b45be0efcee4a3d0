"""What can go wrong, in words for the person whom it stopped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused

# --- Sessions and bookings ---------------------------------------------------------------------


class SessionFull(Refused):
    """Not as many places are free in this mode as the party needs."""

    message = _("The places that you asked for have just gone. You can join the waiting list.")
    field = "mode"


class ModeFull(Refused):
    """A booking cannot move to another mode, or grow, as there is no room for it."""

    message = _("There are not enough places for that. What you booked before is still yours.")
    field = "mode"


class NoSuchMode(Refused):
    """The session is not held in this mode at all."""

    message = _("Choose one of the ways in which you can join this session.")
    field = "mode"


class SessionStarted(Refused):
    """The session began, so its bookings stand as they are."""

    message = _("This session has begun, so bookings for it are closed.")


class SessionNotOpen(Refused):
    """The session is a draft, or it was cancelled."""

    message = _("This session is not open for booking.")


class NotYetPublished(Refused):
    message = _("This is a draft that nobody else has seen. There is nothing to call off.")


class AlreadyBooked(Refused):
    """This person, signed in, has a booking for the session already."""

    message = _("You have a booking for this session already. You find it on your page.")


class BookingCancelled(Refused):
    """A cancelled booking is not changed: one books again."""

    message = _("This booking was cancelled. You can book again from the session’s page.")


class OfferOver(Refused):
    """The deadline of an offer has passed, or it lapsed."""

    message = _(
        "The time to take this place is over, so it was offered to the next person. You can ask "
        "for a place again."
    )


class NothingOffered(Refused):
    """There is no offer to answer: the party waits, or has its place."""

    message = _("No place is being offered to you now. This page shows how things are.")


class FormUsedElsewhere(Refused):
    """A form's key came back with another session: it is not the form that we gave out."""

    message = _("This form belongs to another booking. Please start again.")


class FewerPlacesThanBooked(Refused):
    """More people are booked, or offered a place, than the session would have places for."""

    message = _(
        "More people have a place, or are offered one, than that. Ask some of them to change first."
    )
    field = "room_places"


class SessionWithoutPlaces(Refused):
    """A session cannot be published without a place to take."""

    message = _("Give it at least one place, in the room or online, before you publish it.")
    field = "room_places"


class RoomWithoutVenue(Refused):
    message = _("Say where the room is, or take the places in the room away.")
    field = "venue"


class EndsBeforeItStarts(Refused):
    message = _("The end must come after the start.")
    field = "ends"


class SessionNameTaken(Refused):
    message = _("Another session of this partnership has this name and date.")
    field = "title"


class ReasonMissing(Refused):
    message = _("Say why, in a sentence that people who booked will read.")
    field = "because"


class StartsInThePast(Refused):
    message = _("It would start in the past. Give it a time to come.")
    field = "day"


# --- What people say and hear back -------------------------------------------------------------


class NobodyListens(Refused):
    """The session is a draft, was cancelled, or its time to say something is over."""

    message = _("The time to say something here is over. You can still call or write to us.")


class NothingSaid(Refused):
    message = _("Write what you want to tell us.")
    field = "words"


class WordsKeptPrivate(Refused):
    """Somebody asked that their words stay with the session's team."""

    message = _("They asked us to keep this private, so it cannot be shared.")


class TakenBack(Refused):
    message = _("They have taken these words back.")


class HiddenWithoutReason(Refused):
    message = _("Say why it is not shared. The person who said it will read your reason.")
    field = "because"


class NotShared(Refused):
    """A decision names only what was read and may be used."""

    message = _("This has not been shared, so a decision cannot answer it yet.")


class AnswerWithoutReason(Refused):
    message = _("Say why, in plain words. The person who said it will read this.")
    field = "reason"


class DecisionTitleTaken(Refused):
    message = _("This partnership has a decision with this title. Choose another title.")
    field = "title"


class DecisionElsewhere(Refused):
    """A challenge, session, words or commitment of another partnership."""

    message = _("This belongs to another partnership.")


class RestsOnNothing(Refused):
    message = _(
        "Answer what people said first. If nothing that was said bears on this decision, say so "
        "publicly, and why."
    )
    field = "none_because"


class DecisionWithoutReason(Refused):
    message = _("Say why it was decided before you publish it.")
    field = "reason"


class AlreadyPublished(Refused):
    message = _("This decision is published already.")


class ReviewedTooEarly(Refused):
    message = _("A decision is looked at again on a day after it was made.")
    field = "review_on"


# --- What worries people, and what they called the session ---------------------------------------


class NobodyLooksAfterIt(Refused):
    """The session is a draft, or the form was made for another one."""

    message = _("We cannot take this here. Please call us, or in danger call 999.")


class NoteMissing(Refused):
    message = _("Write down what was done.")
    field = "note"


class ConcernNotSeen(Refused):
    message = _("Say first that you have seen it.")


class ConcernClosed(Refused):
    message = _("This concern is closed. Its note stays as it is.")


class FeedbackClosed(Refused):
    """The session has not begun, was cancelled, or ended more than thirty days ago."""

    message = _("The time to answer this is over. Thank you for wanting to.")
