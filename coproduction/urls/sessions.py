from django.urls import path

from coproduction.views import (
    attendees,
    booking,
    booking_steps,
    feeds,
    offer,
    session,
    session_setup,
    support,
    to_tell,
    told,
)

_OF = "partnerships/<slug:partnership>/sessions/"
_ONE = f"{_OF}<slug:session>/"
_TELL = "partnerships/<slug:partnership>/to-tell"
_BOOK = f"{_ONE}book/"
_BOOKING = "bookings/<str:token>/"

urlpatterns = [
    path("sessions/", session.session_list, name="session_list"),
    path(f"{_OF}new/", session_setup.session_create, name="session_create"),
    path(_ONE, session.session_detail, name="session_detail"),
    path(f"{_ONE}edit/", session_setup.session_edit, name="session_edit"),
    path(f"{_ONE}publish/", session_setup.session_publish, name="session_publish"),
    path(f"{_ONE}cancel/", session_setup.session_cancel, name="session_cancel"),
    path(f"{_ONE}people/", attendees.session_attendees, name="session_attendees"),
    path(
        f"{_ONE}people.csv",
        attendees.session_attendees_download,
        name="session_attendees_download",
    ),
    path(f"{_ONE}people/new/", attendees.booking_for_somebody, name="booking_for_somebody"),
    path(
        f"{_ONE}people/<int:booking>/offer/",
        offer.offer_answer,
        name="offer_answer",
    ),
    path(f"{_ONE}support/", support.session_support, name="session_support"),
    path(
        f"{_ONE}support/<int:support>/arranged/",
        support.support_arrange,
        name="support_arrange",
    ),
    path(f"{_ONE}people/<int:booking>/contact/", to_tell.booking_contact, name="booking_contact"),
    path(f"{_ONE}to-tell/", to_tell.session_to_tell, name="session_to_tell"),
    path(f"{_ONE}to-tell.csv", to_tell.session_to_tell_download, name="session_to_tell_download"),
    path(
        f"{_ONE}to-tell/letters/", to_tell.session_to_tell_letters, name="session_to_tell_letters"
    ),
    path(f"{_ONE}to-tell/told/", to_tell.session_to_tell_told, name="session_to_tell_told"),
    path(f"{_TELL}/", to_tell.partnership_to_tell, name="partnership_to_tell"),
    path(f"{_TELL}.csv", to_tell.partnership_to_tell_download, name="partnership_to_tell_download"),
    path(
        f"{_TELL}/letters/",
        to_tell.partnership_to_tell_letters,
        name="partnership_to_tell_letters",
    ),
    path(f"{_TELL}/told/", to_tell.partnership_to_tell_told, name="partnership_to_tell_told"),
    path(f"{_ONE}messages/", told.session_messages, name="session_messages"),
    path(f"{_ONE}messages/<int:message>/", told.message_detail, name="message_detail"),
    path(f"{_ONE}messages/<int:message>/again/", told.message_resend, name="message_resend"),
    path(f"{_ONE}messages/<int:message>/arrived/", told.message_confirm, name="message_confirm"),
    path(_BOOK, booking_steps.booking_mode, name="booking_mode"),
    path(f"{_BOOK}waiting-list/", booking_steps.booking_waiting, name="booking_waiting"),
    path(f"{_BOOK}who/", booking_steps.booking_who, name="booking_who"),
    path(f"{_BOOK}support/", booking_steps.booking_support, name="booking_support"),
    path(f"{_BOOK}check/", booking_steps.booking_check, name="booking_check"),
    path(_BOOKING, booking.booking_detail, name="booking_detail"),
    path(f"{_BOOKING}booked/", booking.booking_confirmed, name="booking_confirmed"),
    path(f"{_BOOKING}change/", booking.booking_change, name="booking_change"),
    path(f"{_BOOKING}support/", booking.booking_needs, name="booking_needs"),
    path(f"{_BOOKING}cancel/", booking.booking_cancel, name="booking_cancel"),
    path(f"{_BOOKING}accept/", offer.booking_accept, name="booking_accept"),
    path(f"{_BOOKING}decline/", offer.booking_decline, name="booking_decline"),
    path(f"{_BOOKING}ask-again/", offer.booking_ask_again, name="booking_ask_again"),
    path(f"{_BOOKING}calendar.ics", booking.booking_calendar, name="booking_calendar"),
    path("places/<slug:place>/sessions.ics", feeds.place_calendar, name="place_calendar"),
    path("calendars/<str:key>.ics", feeds.person_calendar, name="person_calendar"),
    path("me/calendar/", feeds.my_calendar, name="my_calendar"),
    path("me/calendar/new/", feeds.calendar_feed_create, name="calendar_feed_create"),
    path("me/calendar/stop/", feeds.calendar_feed_revoke, name="calendar_feed_revoke"),
]
