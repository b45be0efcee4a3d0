"""What is private in the log shows nowhere to those who may not read it, as each persona."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.actions.drafting import save_draft
from challenges.actions.logging import Work, correct_entry
from challenges.models import Challenge
from tests.cast import World
from tests.challenges.factories import make_challenge, make_entry
from tests.permissions.route import PERSONAS

ClientAs = Callable[..., Client]
# A word for each way of being seen; nothing else in the product says them.
WORDS = {
    "open": "aardvark",
    "restricted": "bandicoot",
    "private": "capybara",
    "confidential": "dromedary",
}
DRAFT, BEFORE = "echidna", "flamingo"
# Those who read more than the public in their own partnership, while they act there.
WITHIN = ("leader", "representative", "chair", "coordinator")
HEADS = {"chair", "deputy_chair", "coordinator"}
READ = {
    **{persona: {"open"} for persona in PERSONAS},
    **{persona: {"open", "restricted"} for persona in (*HEADS, "representative")},
    # The leader is in the team, and wrote none of it.
    "leader": {"open", "restricted", "private"},
}


@pytest.fixture
def challenge(world: World) -> Challenge:
    """A log of the co-leader's, whom no persona plays; one text was private before it was open."""
    challenge = make_challenge(world)
    for visibility, word in WORDS.items():
        entry = make_entry(
            challenge, world.co_leader, did=f"The {word} came.", learned=f"A {word} is shy.",
            visibility=visibility,
        )  # fmt: skip
        entry.with_organisations.set([world.charity])
    opened = make_entry(
        challenge, world.co_leader, did=f"The {BEFORE} came.", visibility="confidential"
    )
    now = timezone.now()
    by = world.co_leader.actor()
    work = Work("Now all may read it.", opened.happened_on, "open")
    correct_entry(opened, by=by, version=1, work=work, now=now)
    answers = {"did": f"The {DRAFT} will come.", "key": str(uuid4())}
    save_draft(challenge, by=by, answers=answers, key=None, now=now)
    return challenge


def pages(client: Client, challenge: Challenge) -> dict[str, str]:
    """Everything that tells of a log, as this client is answered."""
    here: dict[str, Any] = {"partnership": challenge.partnership.slug}
    one = {**here, "challenge": challenge.slug}
    addresses = [
        reverse("partnership_detail", kwargs=here),
        reverse("challenge_list", kwargs=here),
        reverse("challenge_detail", kwargs=one),
        reverse("entry_create", kwargs=one),
        reverse("my_page"),
        reverse("partnership_history", kwargs=here),
        reverse("partnership_chair", kwargs=here),
        reverse("board_report", kwargs=here),
        *(entry.get_absolute_url() for entry in challenge.entries.all()),
    ]
    for listed, drawn, taken, kwargs in (
        ("entry_list", "entry_timeline", "entry_download", one),
        ("log_list", "log_timeline", "log_download", here),
    ):
        asked = ["", "?seen_by=confidential", f"?q={BEFORE}", f"?q={DRAFT}"]
        if kwargs is one:
            asked += [f"?q={word}" for word in WORDS.values()]
            asked += [f"?q={word[:-1]}x" for word in WORDS.values()]
        addresses += [reverse(listed, kwargs=kwargs) + query for query in asked]
        addresses.append(reverse(drawn, kwargs=kwargs))
        addresses.append(reverse(taken, kwargs={**kwargs, "form": "csv"}))
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.mark.parametrize(
    ("persona", "whose"),
    [
        *((persona, "own") for persona in PERSONAS),
        *((persona, whose) for persona in WITHIN for whose in ("elsewhere", "ended")),
    ],
)
def test_no_page_search_count_history_or_table_tells_what_one_may_not_read(
    world: World, client_as: ClientAs, challenge: Challenge, persona: str, whose: str
) -> None:
    readable = READ[persona] if whose == "own" else {"open"}
    shown = pages(client_as(persona, whose), challenge)
    for visibility, word in WORDS.items():
        telling = [
            address
            for address, page in shown.items()
            # What somebody typed themselves stands in the box and in the address.
            if f"The {word} came" in page or f"A {word} is shy" in page
        ]
        assert bool(telling) == (visibility in readable), (visibility, telling)
        misspelt = next(page for at, page in shown.items() if at.endswith(f"q={word[:-1]}x"))
        assert (f"<strong>{word}</strong>" in misspelt) == (visibility in readable)
    told = [at for at, page in shown.items() if f"The {BEFORE}" in page or f"The {DRAFT}" in page]
    assert told == []
    listed = next(page for at, page in shown.items() if at.endswith("/entries/"))
    assert f"{len(readable) + 1} pieces of work" in listed


def test_its_author_reads_all_of_it(world: World, challenge: Challenge) -> None:
    from tests.signing_in import sign_in_client

    colin = Client()
    sign_in_client(colin, world.co_leader.person)
    told = "".join(pages(colin, challenge).values())
    for word in (*WORDS.values(), BEFORE, DRAFT):
        assert f"The {word}" in told
