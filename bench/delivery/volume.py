"""1,000,000 notices owed and claimed, beside the same statements run bare in the same run.

    python -m config.local exec -- python -m bench.delivery.volume [NOTICES]

Every statement that our code sends is kept, and sent again by a bare connection to a table of the
same shape, a thousand rows or a batch of claims at a time, so that both meet the machine in the
same mood. What is compared is our whole act with the database's part of it. The bar: three times.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bench.delivery.stage import KIND, said
from bench.server import scratch_database

if TYPE_CHECKING:
    from reminders.actions.owing import Owed

NOTICES = 1_000_000
CHUNK = 1_000
BAR = 3.0
OURS, BARE = "reminders_notice", "bare_notice"


@dataclass
class Kept:
    """The statements of one act of ours, and the seconds that both took so far."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    ours: float = 0.0
    bare: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append((sql, params))
        return execute(sql, params, many, context)

    @property
    def ratio(self) -> float:
        return self.ours / self.bare

    @contextmanager
    def timed(self) -> Iterator[None]:
        from django.db import connection

        self.statements.clear()
        began = time.perf_counter()
        with connection.execute_wrapper(self):
            yield
        self.ours += time.perf_counter() - began

    def repeat(self, bare: Any) -> None:
        """Send the same to the other table. To put the words together is not counted."""
        cursor = bare.cursor()
        said = [cursor.mogrify(sql.replace(OURS, BARE), params) for sql, params in self.statements]
        began = time.perf_counter()
        for statement in said:
            cursor.execute(statement)
        bare.commit()
        self.bare += time.perf_counter() - began


def bare_connection() -> Any:
    import psycopg
    from django.db import connection

    known = connection.get_connection_params() | {"cursor_factory": psycopg.ClientCursor}
    bare = psycopg.connect(**known)
    bare.execute(f"CREATE TABLE {BARE} (LIKE {OURS} INCLUDING ALL)")
    bare.commit()
    return bare


def chunks(notices: int) -> Iterator[list[Owed]]:
    """What is owed, a thousand at a time, each to a guest of their own."""
    from django.utils import timezone

    from accounts.models import ContactPoint
    from reminders.actions.owing import Owed

    due_at = timezone.now() - timedelta(hours=1)
    for first in range(0, notices, CHUNK):
        contacts = ContactPoint.objects.bulk_create(
            ContactPoint(kind="email", value=f"guest.{first + number}@example.org")
            for number in range(CHUNK)
        )
        yield [
            Owed(kind=KIND, to=one, about=one, due_at=due_at + timedelta(milliseconds=first + n))
            for n, one in enumerate(contacts)
        ]


def owing(bare: Any, notices: int) -> Kept:
    from reminders.actions.owing import owe

    kept = Kept()
    for number, chunk in enumerate(chunks(notices), start=1):
        with kept.timed():
            owe(chunk)
        kept.repeat(bare)
        if number % 100 == 0:
            print(f"owed {number * CHUNK}: ratio so far {kept.ratio:.2f}", flush=True)
    return kept


def claiming(bare: Any, notices: int) -> Kept:
    from django.utils import timezone

    from reminders.actions.claiming import claim

    kept, taken = Kept(), 0
    while taken < notices:
        with kept.timed():
            batch = claim(now=timezone.now())
        if not batch:
            break
        before, taken = taken, taken + len(batch)
        kept.repeat(bare)
        if taken // 100_000 > before // 100_000:
            print(f"claimed {taken}: ratio so far {kept.ratio:.2f}", flush=True)
    return kept


def prove(notices: int) -> bool:
    from django.db import connection

    from reminders.models import Notice

    with bare_connection() as bare:
        owed = owing(bare, notices)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {OURS}, {BARE}")
        claimed = claiming(bare, notices)
    counted = Notice.objects.filter(state="claimed").count()
    for name, kept in (("owing", owed), ("claiming", claimed)):
        per = 1e6 / notices
        print(f"{name} {notices}: ours {kept.ours:.1f} s, bare {kept.bare:.1f} s, ", end="")
        print(f"ratio {kept.ratio:.2f} ({kept.ours * per:.1f} µs a notice)")
    return counted == notices and max(owed.ratio, claimed.ratio) <= BAR


def main(notices: int) -> int:
    with scratch_database():
        return said(prove(notices))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else NOTICES))
