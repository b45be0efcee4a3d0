"""Refusals: what went wrong, in words for the person whom it stopped."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An action was refused. `message` says why and how to put it right, `field` where."""

    message: str | Promise = _("This could not be done.")
    field: str | None = None

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """The actor has no right to do this. Pages answer it with 404."""

    message = _("You cannot do this in the role you are in now.")


class WrittenEnough(Refused):
    message = _("You have had us write to a hundred people within a day. Go on tomorrow.")


class CannotBeReachedThere(Refused):
    """The address was stopped, or its owner has not proved it."""

    message = _("We cannot write to you there. Choose another way.")
