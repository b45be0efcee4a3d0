"""What the database itself refuses, tried through the ORM, raw SQL and two connections."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from partnership.models import Hat, Partner, Partnership
from tests.cast import World, make_hat, make_person


def check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture(autouse=True)
def _nothing_pending(request: pytest.FixtureRequest) -> None:
    """What the world's own rows still had to be asked is asked before anything is tried.

    A deferred trigger of the rows that were just made would otherwise refuse what the trigger of
    the attacked row lets through, and nobody would notice that the latter is gone.
    """
    if "world" in request.fixturenames:
        request.getfixturevalue("world")
        check_now()


def refused_as(caught: pytest.ExceptionInfo[IntegrityError]) -> str:
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_a_live_partnership_keeps_two_sectors(world: World) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Partner.objects.exclude(organisation=world.nhs).filter(
            partnership=world.partnership
        ).delete()
        check_now()
    assert refused_as(caught) == "live_partnership_has_two_sectors"


def test_raw_sql_cannot_take_the_chair_away(world: World) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE partnership_hat SET ends_at = now() WHERE id = %s", [world.hats["chair"].pk]
            )
        check_now()
    assert refused_as(caught) == "live_partnership_has_a_chair"


def test_a_draft_may_be_incomplete(world: World) -> None:
    draft = Partnership.objects.create(name="Draft", slug="draft", place=world.place)
    check_now()
    draft.stage, draft.live_since = Partnership.Stage.LIVE, timezone.now()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        draft.save()
        check_now()
    assert refused_as(caught) == "live_partnership_has_two_sectors"


def test_raw_sql_cannot_take_back_that_a_live_partnership_is_vouched_for(world: World) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM partnership_vouching WHERE partnership_id = %s",
                [world.partnership.pk],
            )
        check_now()
    assert refused_as(caught) == "live_partnership_is_vouched_for"


def test_an_organisation_is_a_partner_once_at_a_time(world: World) -> None:
    partner = world.partnership.partners.first()
    assert partner is not None
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Partner.objects.create(
            partnership=world.partnership,
            organisation=partner.organisation,
            starts_on=partner.starts_on,
        )
    assert refused_as(caught) == "organisation_is_a_partner_once_at_a_time"


def test_a_hat_is_worn_once_at_a_time(world: World) -> None:
    hat = world.hats["leader"]
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make_hat(hat.person, world.partnership, hat.capacity, world.council)
    assert refused_as(caught) == "hat_is_worn_once_at_a_time"


@pytest.mark.django_db(transaction=True)
def test_of_two_chairs_who_step_down_at_once_one_stays() -> None:
    from tests.cast import make_world

    world = make_world()
    chairs = [
        world.hats["chair"],
        make_hat(make_person("Chitra Second"), world.partnership, "chair", world.nhs),
    ]
    together = threading.Barrier(2)
    refused: list[str] = []

    def step_down(hat: Hat) -> None:
        try:
            with transaction.atomic():
                Hat.objects.filter(pk=hat.pk).update(ends_at=timezone.now())
                together.wait(timeout=10)
        except IntegrityError as broken:
            refused.append(broken.__cause__.diag.constraint_name)  # type: ignore[union-attr]
        finally:
            connection.close()

    threads = [threading.Thread(target=step_down, args=[hat]) for hat in chairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert refused == ["live_partnership_has_a_chair"]
    assert (
        Hat.objects.current().filter(partnership=world.partnership, capacity="chair").count() == 1
    )
