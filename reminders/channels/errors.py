"""What can go wrong on the way. None of these carries an address: reasons are kept and logged."""


class TryLater(Exception):
    """It failed now and may succeed later: the reason in words."""


class Unreachable(Exception):
    """It will never arrive there: the reason in words."""


class Unclear(Exception):
    """It may or may not have gone, and a repeat would not be recognised: the reason in words."""


class Away(Exception):
    """The gateway itself is away. Nothing is wrong with the notice."""
