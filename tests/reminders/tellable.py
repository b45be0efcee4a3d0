from __future__ import annotations

from datetime import timedelta

from accounts.models import ContactPoint, Person
from reminders.digests import DIGEST, digest_for
from reminders.models import Notice
from reminders.notices import TEST
from tests.cast import World
from tests.reminders.factories import NOON
from tests.tellable import Tellable, cut


def _digest(world: World, name: str) -> Notice:
    """With three messages of a kind of the tests: two about one person, one about another."""
    contact = ContactPoint.objects.create(kind="email", value="joan@example.org")
    digest = digest_for(contact, NOON + timedelta(days=1))
    assert digest is not None
    one, other = (Person.objects.create_user(name=cut(name, 200)) for _each in range(2))
    for person, version in ((one, "1"), (one, "2"), (other, "1")):
        Notice.objects.create(
            kind="mailing",
            contact=contact,
            subject_type="accounts.person",
            subject_id=person.pk,
            version=version,
            due_at=NOON,
            state="held",
            digest=digest,
        )
    return digest


def _tried(world: World, name: str) -> ContactPoint:
    return world.citizen.contact_points.get()


TELLABLE: dict[str, Tellable] = {DIGEST: _digest, TEST: _tried}
