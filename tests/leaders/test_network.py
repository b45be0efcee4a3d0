"""Who is joined to whom: figures equal to networkx's, sentences, the picture, the page."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leaders.models import LeadershipRole
from leaders.network import Tie, all_pairs, network_of
from leaders.network_figures import bridges_in_words, figures_of, summary
from leaders.network_picture import NARROW, WIDE, picture_of
from leaders.views.network import KINDS
from partnership.models import Partner, Partnership
from tests.cast import World, make_organisation, make_person
from tests.challenges.factories import make_challenge
from tests.leaders.cohorts import make_cohort, make_participation, make_programme
from tests.leaders.factories import make_holding, make_role, make_shared_role
from tests.thousand import organisations

# By hand: a triangle 1-2-3, a tail 3-4-5, a pair 6-7, and 8 alone.
NODES = range(1, 9)
JOINED = [(1, 2), (2, 3), (1, 3), (3, 4), (4, 5), (6, 7)]
NAMES = {key: f"Body {key}" for key in NODES}


def test_figures_equal_networkx_and_those_by_hand() -> None:
    figures = figures_of(NODES, JOINED)
    graph = nx.Graph(JOINED)
    graph.add_nodes_from(NODES)
    assert figures.between == nx.betweenness_centrality(graph)
    # Of the 21 pairs of the other seven, 4 lead through 3 (1-4, 1-5, 2-4, 2-5), 3 through 4.
    assert figures.between[3] == pytest.approx(4 / 21)
    assert figures.between[4] == pytest.approx(3 / 21)
    assert [sorted(one) for one in figures.groups] == [[1, 2, 3, 4, 5], [6, 7]]
    assert figures.alone == {8}
    assert dict(figures.degree) == {1: 2, 2: 2, 3: 3, 4: 2, 5: 1, 6: 1, 7: 1, 8: 0}
    assert {node: [sorted(one) for one in parts] for node, parts in figures.cut_off.items()} == {
        3: [[1, 2], [4, 5]],
        4: [[1, 2, 3], [5]],
    }


def test_bridges_are_named_in_words_the_weightiest_first() -> None:
    assert bridges_in_words(figures_of(NODES, JOINED), NAMES) == [
        "Without Body 3, Body 4 and Body 5 would be joined to each other only.",
        "Without Body 4, Body 5 would be joined to nobody.",
    ]


def test_the_sentence_says_how_far_it_reaches() -> None:
    assert summary(figures_of(NODES, JOINED)) == (
        "7 of 8 organisations are joined to another, 1 is joined to nobody. "
        "They fall into 2 groups that share nothing."
    )
    assert summary(figures_of([1, 2], [])) == "No two organisations are joined by anything yet."
    assert summary(figures_of([1, 2], [(1, 2)])).endswith("none is joined to nobody.")


def test_a_role_joins_employers_and_hosts(world: World) -> None:
    role = make_shared_role(world)
    role.hosts.add(world.charity)
    found = network_of(world.partnership, timezone.localdate(), ["role"])
    pairs = {frozenset((tie.a, tie.b)) for tie in found.ties}
    nhs, council, charity = world.nhs.pk, world.council.pk, world.charity.pk
    assert pairs == {
        frozenset({nhs, council}),
        frozenset({nhs, charity}),
        frozenset({council, charity}),
    }
    assert {tie.what for tie in found.ties} == {"Place lead"}


def test_cohorts_and_challenges_join_as_well(world: World) -> None:
    make_challenge(world)
    today = timezone.localdate()
    cohort = make_cohort(make_programme(world.partnership), starts_on=today)
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    make_participation(cohort, world.citizen, world.charity)
    found = network_of(world.partnership, today, list(KINDS))
    assert {tie.kind for tie in found.ties} == {"challenge", "cohort"}
    assert Tie(world.nhs.pk, world.charity.pk, "cohort", "Ashdown together, First cohort") in (
        found.ties
    )
    only = network_of(world.partnership, today, ["cohort"])
    assert {tie.kind for tie in only.ties} == {"cohort"}


def test_a_body_that_is_no_partner_is_not_in_the_network(world: World) -> None:
    make_shared_role(world)
    Partner.objects.filter(partnership=world.partnership, organisation=world.council).update(
        ends_on=timezone.localdate()
    )
    found = network_of(world.partnership, timezone.localdate(), list(KINDS))
    assert world.council not in found.bodies and not found.ties


def large(world: World, roles: int = 30, bodies: int = 40) -> None:
    """As many partners and shared roles as a real partnership has."""
    sectors = ["nhs", "local_government", "voluntary", "housing", "care_provider", "education"]
    made = [
        make_organisation(f"Body {at} of Ashdown with a name that is long", sectors[at % 6])
        for at in range(bodies - 3)
    ]
    for one in made:
        Partner.objects.create(
            partnership=world.partnership, organisation=one, starts_on="2024-01-01"
        )
    person = make_person("Busy Holder")
    for at in range(roles):
        role = make_role(world, f"Lead {at}")
        make_holding(role, person, made[at])
        make_holding(role, world.citizen, made[(at * 7 + 1) % len(made)])
        role.hosts.add(made[(at * 3) % len(made)])


def test_the_picture_is_the_same_each_time_and_keeps_sectors_together(world: World) -> None:
    large(world)
    found = network_of(world.partnership, timezone.localdate(), list(KINDS))
    figures = figures_of((one.pk for one in found.bodies), found.between())
    first, again = (picture_of(found, figures, WIDE) for _ in range(2))
    assert first == again
    assert len(first.nodes) == 40
    for side in (True, False):
        own = sorted((one for one in first.nodes if one.is_left == side), key=lambda one: one.y)
        sectors = [one.body.sector for one in own]
        runs = [a for a, b in zip(sectors, [*sectors[1:], None], strict=True) if a != b]
        assert len(runs) == len(set(runs))
        gaps = [b.y - a.y for a, b in itertools.pairwise(own)]
        assert min(gaps) >= 40, "no two names touch"
    narrow = picture_of(found, figures, NARROW)
    assert all(0 < one.x < narrow.width and 0 < one.y < narrow.height for one in narrow.nodes)


def page(client: Client, world: World, query: str = "") -> str:
    address = reverse("network_detail", args=[world.partnership.slug])
    response = client.get(address + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_says_who_is_joined_and_who_is_not(world: World, client: Client) -> None:
    make_shared_role(world)
    text = page(client, world)
    assert "2 of 3 organisations are joined to another, 1 is joined to nobody." in text
    assert "Ashdown Good Neighbours" in text
    assert "Place lead" in text and "a shared role" in text
    assert "No two organisations are joined" in page(client, world, "?kind=cohort")


def test_the_address_asks_for_one_organisation(world: World, client: Client) -> None:
    make_shared_role(world)
    text = page(client, world, f"?kind=role&organisation={world.council.pk}")
    sentence = f"{world.council.name} is joined to 1 other organisation (NHS) by 1 thing they share"
    assert sentence in text and "net-tie--own" in text
    assert f'value="{world.council.pk}" selected' in text and "?kind=role" in text
    alone = page(client, world, f"?organisation={world.charity.pk}")
    assert f"{world.charity.name} is joined to nobody by these." in alone
    for nobody in ("0", "x", "%00"):
        assert "net-tie--own" not in page(client, world, f"?organisation={nobody}")
    address = reverse("network_download", args=[world.partnership.slug, "csv"])
    own = client.get(f"{address}?organisation={world.charity.pk}").content.decode("utf-8-sig")
    assert len(own.splitlines()) == 1


def test_a_network_that_is_not_shown_is_for_its_own_people(world: World, client_as: Any) -> None:
    Partnership.objects.filter(pk=world.partnership.pk).update(shows_network=False)
    address = reverse("network_detail", args=[world.partnership.slug])
    assert client_as("public").get(address)["Location"].startswith("/accounts/login")
    assert client_as("citizen").get(address).status_code == 404
    assert client_as("leader", "ended").get(address).status_code == 404
    assert client_as("resident").get(address).status_code == 200


def test_what_joins_them_can_be_taken_away(world: World, client: Client) -> None:
    role = make_shared_role(world)
    LeadershipRole.objects.filter(pk=role.pk).update(title="=cmd()")
    address = reverse("network_download", args=[world.partnership.slug, "csv"])
    text = client.get(address).content.decode("utf-8-sig")
    assert "Ashdown County Council" in text and "'=cmd()" in text


def test_queries_do_not_grow_with_organisations_and_roles(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    make_shared_role(world)
    address = reverse("network_detail", args=[world.partnership.slug])
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    large(world)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_of_a_thousand_partners_those_are_drawn_that_share_most(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    make_shared_role(world)
    page(client, world)
    with django_assert_max_num_queries(12) as few:
        page(client, world)
    organisations(world, range(1_000))
    large(world)
    with django_assert_max_num_queries(len(few.captured_queries)):
        text = page(client, world)
    assert "Shown are the 60 of 1040 partners that share most" in text
    assert text.count('<th scope="row"><span class="sector') == 60
    assert "Ashdown NHS Trust" in text and "Group 0999" not in text
    whole = client.get(reverse("network_download", args=[world.partnership.slug, "csv"]))
    assert whole.content.decode().count("\n") > 60


def test_each_two_who_share_one_thing_are_joined_once() -> None:
    assert list(all_pairs([3, 1, 3], "role", "x")) == [Tie(1, 3, "role", "x")]
