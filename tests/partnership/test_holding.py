"""Whoever changes what makes a partnership whole waits for it first, with nothing else in hand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from partnership.actions.hats import end_hat
from partnership.actions.inviting import accept
from partnership.actions.partners import confirm_membership, end_partner
from partnership.holding import hold
from partnership.models import Partner
from tests.cast import World, make_hat, make_person, make_world
from tests.partnership.invited import as_person, make_invitation

Act = tuple[Model, Callable[[], object]]


def acts_on(world: World) -> list[Act]:
    """Each action with the row that it changes."""
    now, chair = timezone.now(), world.actor("chair")
    hat = make_hat(make_person("Lea Leader"), world.partnership, "leader", world.nhs)
    represents = make_hat(
        make_person("Rory Represents"), world.partnership, "representative", world.charity
    )
    partner = Partner.objects.get(partnership=world.partnership, organisation=world.charity)
    invitation = make_invitation(world, email="")
    nell = make_person("Nell New")
    return [
        (hat, lambda: end_hat(hat, by=chair, now=now)),
        (invitation, lambda: accept(invitation, by=as_person(nell), now=timezone.now())),
        (partner, lambda: confirm_membership(partner, by=represents.actor(), brings="", now=now)),
        (partner, lambda: end_partner(partner, by=chair, ends_on=timezone.localdate())),
    ]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # it is kept for a transaction
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def in_a_connection_of_its_own(act: Callable[[], object], done: list[object]) -> None:
    try:
        done.append(act())
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_the_partnership_holds_no_row_that_its_holder_may_want() -> None:
    """With the row held first, the holder would wait for it, and PostgreSQL stop one of the two."""
    for row, act in acts_on(make_world()):
        done: list[object] = []
        waits = threading.Thread(target=in_a_connection_of_its_own, args=(act, done))
        with transaction.atomic():
            hold(row.partnership_id)  # type: ignore[attr-defined]
            waits.start()
            until = time.monotonic() + 20
            while not somebody_waits() and time.monotonic() < until:
                time.sleep(0.02)
            assert somebody_waits()
            type(row)._default_manager.select_for_update(nowait=True).get(pk=row.pk)
        waits.join(20)
        assert len(done) == 1
