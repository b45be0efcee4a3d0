"""Links in messages and probes of the machines are for everybody; the mailbox is development's."""

from __future__ import annotations

from accounts.links import private_token
from reminders.links import PURPOSE
from tests.cast import World
from tests.permissions.route import Route


def _token(world: World) -> str:
    contact = world.citizen.contact_points.get()
    return private_token(PURPOSE, contact.pk)


ROUTES = [
    Route("health_live"),
    Route("health_ready"),
    Route("health_reminders"),
    Route("preference_edit", kwargs=lambda w: {"token": _token(w)}),
    Route("preference_edit", kwargs=lambda w: {"token": _token(w)}, method="post"),
    Route(
        "mailing_leave",
        kwargs=lambda w: {"token": _token(w), "topic": "quiet-challenges"},
        method="post",
    ),
    Route("mailbox_list"),
    Route("mailbox_list", query="?to=nobody"),
    # There is no such message: for nobody.
    Route("mailbox_message", frozenset(), lambda w: {"key": "none"}),
    Route("mailbox_html", frozenset(), lambda w: {"key": "none"}),
    Route("mailbox_attachment", frozenset(), lambda w: {"key": "none", "position": 0}),
]
