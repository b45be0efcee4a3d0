"""The demonstration is repaired after somebody has tried things in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.text import slugify

from partnership import demo
from partnership.actions.hats import end_hat
from partnership.actions.partners import add_partner, end_partner
from partnership.models import Hat, Invitation, Organisation, Partner, Place, Sector


@pytest.mark.django_db
def test_what_was_ended_by_trying_it_is_there_again_and_nothing_twice() -> None:
    Place.objects.create(
        kind=Place.Kind.SYSTEM, name="Hertfordshire and West Essex", slug=demo.SLUG
    )
    for name, *_ in demo.PARTNERS:
        council = name.endswith("Council")
        sector = Sector.LOCAL_GOVERNMENT if council else Sector.NHS
        Organisation.objects.create(name=name, slug=slugify(name), sector=sector)
    now, today = timezone.now(), timezone.localdate()
    demo.seed(now, print)
    worn, joined = Hat.objects.count(), Partner.objects.count()
    leader = Hat.objects.get(person__name="Daniel Okafor")
    end_hat(leader, by=leader.actor(), now=now)
    chair = Hat.objects.current().get(capacity=Hat.Capacity.CHAIR).actor()
    partner = Partner.objects.get(organisation__name="Old Town Homes")
    end_partner(partner, by=chair, ends_on=today - timedelta(days=1))
    add_partner(partner.partnership, by=chair, organisation=partner.organisation, starts_on=today)
    demo.seed(now, print)
    leader.refresh_from_db()
    assert leader.is_current(now) and Hat.objects.count() == worn
    assert Invitation.objects.open(now).count() == 2
    assert Hat.objects.filter(capacity=Hat.Capacity.CHAIR, ends_at__lt=now).count() == 1
    assert Partner.objects.count() == joined + 1
