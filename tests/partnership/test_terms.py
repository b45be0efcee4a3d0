"""Purpose and terms: versions that stay, two who write at once, and a comparison in words."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from partnership.actions.terms import describe
from partnership.errors import ChangedMeanwhile, SayWhatChanged
from partnership.models import Partnership, Terms
from partnership.wording import Fate, Wording, compare
from tests.cast import World, make_world


def write(world: World, **words: str) -> Partnership:
    stands = Wording.of(Partnership.objects.get(pk=world.partnership.pk))
    wording = Wording(
        words.get("name", stands.name),
        words.get("purpose", stands.purpose),
        words.get("terms", stands.terms),
    )
    return describe(
        world.partnership,
        by=world.actor("chair"),
        wording=wording,
        seen=words.get("seen", stands.fingerprint),
        changed=words.get("changed", ""),
        now=timezone.now(),
    )


def sent(world: World, client: Client, **words: str) -> dict[str, str]:
    """The form as a browser fills it, with other words in it."""
    address = reverse("partnership_edit", args=[world.partnership.slug])
    form = client.get(address).context["form"]
    return {**{name: form[name].value() or "" for name in form.fields}, **words}


def test_words_from_before_there_were_versions_are_the_first(world: World) -> None:
    write(world, terms="We meet monthly.", changed="We wrote down how often we meet.")
    first, second = Terms.objects.filter(partnership=world.partnership).order_by("number")
    assert (first.purpose, first.terms) == ("Better lives, nearer home.", "")
    assert (second.number, second.terms) == (2, "We meet monthly.")
    assert second.adopted_by == world.hats["chair"]


@pytest.mark.parametrize("persona", ["deputy_chair", "coordinator"])
def test_only_a_chair_renames_a_live_partnership(
    persona: str, world: World, client_as: Callable[..., Client]
) -> None:
    page = reverse("partnership_edit", args=[world.partnership.slug])
    client = client_as(persona)
    assert "Only a chair gives" in client.get(page).content.decode()
    refused = client.post(page, sent(world, client, name="NHS England"))
    assert refused.status_code == 422
    assert "Put the name back, or ask the chair" in refused.content.decode()
    assert not Partnership.objects.filter(name="NHS England").exists()
    same = sent(world, client, terms="We meet monthly.", changed="How often we meet.")
    assert client.post(page, same).status_code == 302
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft", live_since=None)
    assert client.post(page, sent(world, client, name="Ashdown Draft")).status_code == 302
    assert Partnership.objects.get(pk=world.partnership.pk).name == "Ashdown Draft"


def test_a_later_version_says_what_changed(world: World) -> None:
    with pytest.raises(SayWhatChanged):
        write(world, terms="We meet monthly.")
    assert not Terms.objects.exists()


def test_saving_the_same_words_adds_no_version(world: World) -> None:
    write(world, purpose="Better lives, nearer home.\r\n")
    write(world, name="Another name")
    assert not Terms.objects.exists()
    assert Partnership.objects.get(pk=world.partnership.pk).name == "Another name"


def test_a_first_version_needs_no_reason(world: World) -> None:
    Partnership.objects.filter(pk=world.partnership.pk).update(purpose="")
    write(world, purpose="For everybody.")
    assert Terms.objects.get().number == 1


def test_of_two_who_write_at_once_the_second_is_told(world: World) -> None:
    seen = Wording.of(world.partnership).fingerprint
    write(world, terms="One says this.", changed="One.")
    with pytest.raises(ChangedMeanwhile):
        write(world, terms="Two says that.", changed="Two.", seen=seen)
    # Whoever sends the same twice has not been overtaken by anybody.
    write(world, terms="One says this.", seen=seen)
    assert Terms.objects.count() == 2


def test_the_second_sees_both_texts_and_can_save_on_purpose(
    world: World, client_as: Callable[..., Client]
) -> None:
    address = reverse("partnership_edit", args=[world.partnership.slug])
    chair, coordinator = client_as("chair"), client_as("coordinator")
    mine = sent(world, chair, terms="Mine, in my words.", changed="Mine.")
    theirs = sent(world, coordinator, terms="Theirs.", changed="They wrote.")
    assert coordinator.post(address, theirs).status_code == 302
    answer = chair.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page and "Mine, in my words." in page and "Asha Coordinator" in page
    again = {**mine, "seen": answer.context["form"]["seen"].value()}
    assert chair.post(address, again).status_code == 302
    assert Partnership.objects.get(pk=world.partnership.pk).terms == "Mine, in my words."
    assert Terms.objects.filter(terms="Theirs.").exists()


@pytest.mark.parametrize("persona", ["leader", "representative", "safeguarding_lead"])
def test_others_do_not_write_it(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed):
        describe(
            world.partnership,
            by=world.actor(persona),
            wording=Wording("X", "Y", ""),
            seen="",
            changed="",
            now=timezone.now(),
        )


def test_the_database_numbers_versions_once_and_wants_a_reason(world: World) -> None:
    Terms.objects.create(partnership=world.partnership, number=1, purpose="A")
    for number, changed in ((1, ""), (2, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Terms.objects.create(
                partnership=world.partnership, number=number, purpose="B", changed=changed
            )


def test_what_changed_is_told_by_paragraph() -> None:
    told = compare("One.\n\nTwo.\n\nThree.", "One.\r\n\r\nTwo, anew.\r\n\r\nThree.\r\n\r\nFour.")
    assert [(one.text, one.fate) for one in told] == [
        ("One.", Fate.KEPT),
        ("Two.", Fate.TAKEN_OUT),
        ("Two, anew.", Fate.ADDED),
        ("Three.", Fate.KEPT),
        ("Four.", Fate.ADDED),
    ]


def test_anybody_reads_the_terms_unless_they_are_not_shown(
    world: World, client: Client, client_as: Callable[..., Client]
) -> None:
    write(world, terms="We meet monthly.", changed="We wrote it down.")
    address = reverse("terms_detail", args=[world.partnership.slug])
    main = reverse("partnership_detail", args=[world.partnership.slug])
    page = client.get(address).content.decode()
    assert "We meet monthly." in page and "We wrote it down." in page
    assert address in client.get(main).content.decode()
    compared = client.get(reverse("terms_compare", args=[world.partnership.slug]) + "?from=2&to=1")
    assert "Added" in compared.content.decode() and "<ins>" in compared.content.decode()

    Partnership.objects.filter(pk=world.partnership.pk).update(shows_terms=False)
    assert client.get(address).status_code == 302
    assert client_as("citizen").get(address).status_code == 404
    assert address not in client.get(main).content.decode()
    assert client_as("leader").get(address).status_code == 200


@pytest.mark.parametrize(
    "query", ["?version=99", "?version=x", "?version=99999999999999999999", "?version="]
)
def test_odd_versions_are_no_error(world: World, client: Client, query: str) -> None:
    write(world, terms="We meet.", changed="So.")
    asked = client.get(reverse("terms_detail", args=[world.partnership.slug]) + query)
    assert asked.status_code in (200, 302)


def save_at_once(world: World, seen: str) -> list[str]:
    """What became of two who save at the same moment, each with a connection of their own."""
    outcomes: list[str] = []

    def save(words: str) -> None:
        try:
            describe(
                world.partnership,
                by=world.actor("chair"),
                wording=Wording("Ashdown Partnership", words, ""),
                seen=seen,
                changed="So.",
                now=timezone.now(),
            )
            outcomes.append("saved")
        except (ChangedMeanwhile, IntegrityError) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[words]) for words in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_who_save_at_the_same_moment(locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is saved and the other is told; with the lock off, both would think they were first."""
    world = make_world()
    if not locked:
        monkeypatch.setattr(
            QuerySet, "select_for_update", lambda rows, **_how: rows.all(), raising=True
        )
    seen = Wording.of(world.partnership).fingerprint
    both_have_looked = threading.Barrier(2)
    saw = Wording.says_the_same_as

    def after_looking(own: Wording, other: Wording) -> bool:
        if not locked:
            both_have_looked.wait(timeout=10)
        return saw(own, other)

    monkeypatch.setattr(Wording, "says_the_same_as", after_looking)
    outcomes = save_at_once(world, seen)
    # Without the lock only the numbering of versions stops the second, and not in words.
    told = "ChangedMeanwhile" if locked else "IntegrityError"
    assert sorted(outcomes) == sorted(["saved", told])


def test_a_comparison_of_no_versions_shows_what_changed_last(world: World, client: Client) -> None:
    page = reverse("terms_compare", args=[world.partnership.slug])
    assert client.get(page).headers["Location"] == reverse(
        "terms_detail", args=[world.partnership.slug]
    )
    write(world, terms="We meet.", changed="So.")
    write(world, terms="We meet monthly.", changed="How often.")
    assert client.get(page).headers["Location"] == f"{page}?from=2&to=3"
