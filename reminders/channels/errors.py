"""What can go wrong on the way. None of these carries an address: reasons are kept and logged."""

from reminders.models import Bounce


class TryLater(Exception):
    """It failed now and may succeed later: the reason in words."""


class Unreachable(Exception):
    """It will not arrive there: the reason in words, and what that says of the address."""

    def __init__(self, why: str, sort: Bounce.Sort = Bounce.Sort.GONE) -> None:
        super().__init__(why)
        self.sort = sort


class NotTaken(Exception):
    """The gateway will never take this message, wherever it goes: the reason in words."""


class Unclear(Exception):
    """It may or may not have gone, and a repeat would not be recognised: the reason in words."""


class Away(Exception):
    """The gateway itself is away. Nothing is wrong with the notice."""
