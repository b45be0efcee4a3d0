"""Ten strengths on the map of the demonstration, and one that waits. All of them are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.demo.script import AMINA
from challenges.models import LogEntry, Strength
from partnership.demo import SLUG
from partnership.models import Partnership


@dataclass(frozen=True, slots=True)
class Found:
    """A strength on the map. Of those that a challenge's own story tells only the rest is said."""

    name: str
    kind: str
    where: str
    latitude: str
    longitude: str
    offers: str = ""
    confirmed_days_ago: int = 60


FOUND = (
    Found("The Tuesday kitchen in Watford", "group", "Watford, near the market", "51.6565",
          "-0.3960"),
    Found("Stevenage Walking Wheels", "group", "Stevenage, Fairlands Valley", "51.9017", "-0.1850"),
    Found("Dacorum Carers’ Circle", "people", "Hemel Hempstead", "51.7526", "-0.4692"),
    Found("The scheme managers of Old Town Homes", "service", "Hemel Hempstead and Berkhamsted",
          "51.7603", "-0.5550"),
    Found("The hall on Bishop’s Park", "space", "Bishop’s Stortford", "51.8721", "0.1500",
          "A hall with a kitchen, empty on four evenings a week, whose key is next door."),
    Found("The bus drivers of Harlow", "people", "Harlow bus station", "51.7690", "0.0940",
          "They know who has stopped coming, and would say so if somebody asked.", 20),
    Found("The allotments in Letchworth", "space", "Letchworth", "51.9790", "-0.2290",
          "Forty plots, a shed with tea, and more courgettes than anybody can eat."),
    Found("Stories of the new towns", "culture", "Hatfield library", "51.7634", "-0.2230",
          "Two hundred recordings of people who came in the fifties, and like to tell more.", 400),
    Found("Market traders of Hertford", "money", "Hertford market", "51.7957", "-0.0783",
          "Give what is left on Saturdays, and know every cook in town."),
    Found("The Saturday repair bench", "people", "St Albans", "51.7520", "-0.3360",
          "Six people with tools who mend walking frames, bicycles and kettles for nothing."),
)  # fmt: skip
WAITS = Found(
    "The bench by the chemist’s", "culture", "Epping High Street", "51.6997", "0.1082",
    "Somebody always sits there, and everybody stops to talk.", 3,
)  # fmt: skip


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Each by its name; days of confirmation move with the day of seeding."""
    partnership = Partnership.objects.get(slug=SLUG)
    say("strengths on the map")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        for found in FOUND:
            _tell(partnership, found, now, Strength.State.PUBLISHED)
        _tell(partnership, WAITS, now, Strength.State.SUGGESTED)
        kitchen = Strength.objects.get(partnership=partnership, name=FOUND[0].name)
        entries = LogEntry.objects.filter(
            challenge__partnership=partnership, hat__person__email=AMINA, visibility="open"
        )
        kitchen.entries.set(entries.order_by("-happened_on")[:5])


def _tell(partnership: Partnership, found: Found, now: datetime, state: str) -> None:
    strength, is_new = Strength.objects.get_or_create(
        partnership=partnership,
        name=found.name,
        defaults={
            "place": partnership.place,
            "what_it_offers": found.offers,
            "confirmed_on": timezone.localdate(now),
            "state": state,
            "invented": True,
        },
    )
    strength.kind, strength.where = found.kind, found.where
    strength.latitude, strength.longitude = Decimal(found.latitude), Decimal(found.longitude)
    if is_new or found.offers:
        ago = timedelta(days=found.confirmed_days_ago)
        strength.confirmed_on = timezone.localdate(now) - ago
    strength.save()
