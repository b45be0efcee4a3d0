"""One line per event, without addresses, codes or needs."""

from __future__ import annotations

import logging

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

NEVER_LOGGED = frozenset(
    {
        *("address", "body", "code", "contact", "detail", "email", "ip", "name", "need"),
        *("phone", "request", "subject", "token", "user_agent", "value", "words"),
    }
)


def without_personal_data(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Drop what must not reach a log, whoever passed it. Addresses may hold private tokens."""
    return {key: value for key, value in event.items() if key not in NEVER_LOGGED}


class WithoutTheAddress(logging.Filter):
    """Keeps why a form was refused, and drops where: an address may hold a private token."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and record.args:
            record.args = (record.args[0], *("(an address)" for _more in record.args[1:]))
        return True


BEFORE_RENDERING: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_personal_data,
]


def render(logger: WrappedLogger, name: str, event: EventDict) -> str:
    """One line of key=value pairs; a traceback follows, without the values PostgreSQL quotes."""
    traceback = str(event.pop("exception", ""))
    told = [line for line in traceback.splitlines() if not line.startswith("DETAIL:")]
    line = KEY_VALUES(logger, name, event)
    return "\n".join([str(line), *told])


KEY_VALUES = structlog.processors.KeyValueRenderer(
    key_order=["timestamp", "level", "event"], drop_missing=True
)
FORMATTER: dict[str, object] = {
    "()": structlog.stdlib.ProcessorFormatter,
    "foreign_pre_chain": BEFORE_RENDERING,
    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
}


def configure() -> None:
    """Send structlog's events through the standard library's handlers."""
    structlog.configure(
        processors=[*BEFORE_RENDERING, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def to_the_console(level: str) -> dict[str, object]:
    """Django's `LOGGING`: everything to standard error, from this level up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without the address": {"()": WithoutTheAddress}},
        "formatters": {"plain": FORMATTER},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django_structlog": {"level": "ERROR"},
            # It writes whole addresses, and those hold private tokens; the line above tells all.
            "django.request": {"level": "CRITICAL"},
            # Its warnings quote what the gateway said of an address or a number.
            "notifications_python_client": {"level": "CRITICAL"},
            "django.security.csrf": {"filters": ["without the address"]},
        },
    }
