"""One line per event, without addresses, codes or needs."""

from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

NEVER_LOGGED = frozenset(
    {"email", "phone", "address", "contact", "value", "code", "token", "need", "detail", "body"}
)


def without_personal_data(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop what must not reach a log, whoever passed it."""
    return {key: value for key, value in event.items() if key not in NEVER_LOGGED}


def render(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """A line for the console: key=value pairs after the event."""
    event.pop("_record", None)
    event.pop("_from_structlog", None)
    line: Any = structlog.processors.KeyValueRenderer(key_order=["event"])(
        logger, name, without_personal_data(logger, name, event)
    )
    return str(line)
