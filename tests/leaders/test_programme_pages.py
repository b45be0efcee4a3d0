"""Pages of programmes and cohorts: what they say, to whom, and in how many queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leaders.models import Application, Cohort, Programme
from partnership.models import Partnership
from tests.cast import World, make_organisation, make_person
from tests.leaders.cohorts import (
    make_application,
    make_cohort,
    make_open_cohort,
    make_participation,
    make_programme,
)
from tests.leaders.factories import make_holding, make_role
from tests.leaders.test_pages import days, page

As = Callable[..., Client]
TODAY = timezone.localdate()


def path(cohort: Cohort) -> tuple[str, str, str]:
    return cohort.programme.partnership.slug, cohort.programme.slug, cohort.slug


def post(client: Client, view: str, *names: object, **sent: object) -> Any:
    return client.post(reverse(view, args=names), sent)


@pytest.fixture
def cohort(world: World) -> Cohort:
    return make_open_cohort(world)


# --- Seen by everybody -------------------------------------------------------------------------


def test_a_programme_says_what_its_focus_means_and_who_pays(world: World, client: Client) -> None:
    programme = make_programme(world.partnership, modelled_on="Frimley 2020", reach_target=40)
    programme.run_by.add(world.charity)
    programme.funding.create(
        organisation=world.nhs,
        pounds_a_year=42_000,
        starts_on=date(2026, 4, 1),
        ends_on=date(2099, 4, 1),
    )
    text = page(client, "programme_detail", world.partnership.slug, programme.slug)
    assert "Its focus is the place" in text and "Modelled on" in text and "Frimley 2020" in text
    assert "£42,000 a year, from 1 April 2026 and secured until 31 March 2099" in text
    assert "Nobody has evaluated it yet." in text
    assert "No cohort has begun yet, so nobody has been reached." in text
    assert "Look after this programme" not in text and "Invented" not in text


def test_an_evaluation_shows_both_sides(world: World, client: Client) -> None:
    programme = make_programme(world.partnership)
    programme.evaluations.create(
        title="A look",
        by="Ashdown University",
        independent=True,
        on=date(2026, 2, 1),
        worked="People rang each other.",
        did_not_work="The mix was not quite right.",
        source="Report 7",
    )
    programme.awards.create(name="A prize", given_by="A network", on=date(2026, 3, 1))
    text = page(client, "programme_detail", world.partnership.slug, programme.slug)
    for words in ("Independent", "People rang each other.", "The mix was not quite right."):
        assert words in text
    assert "A prize" in text and "Report 7" in text


def test_the_public_reads_organisations_and_the_partnership_reads_names(
    world: World, cohort: Cohort, client: Client, client_as: As
) -> None:
    make_participation(cohort, world.citizen, world.charity)
    public = page(client, "cohort_detail", *path(cohort))
    assert world.charity.name in public and "Cora Citizen" not in public
    assert "Nobody pays" not in public
    for persona in ("leader", "resident", "chair"):
        text = page(client_as(persona), "cohort_detail", *path(cohort))
        assert "Cora Citizen" in text
        assert "Nobody pays yet for the place of one person from outside the NHS" in text
    for persona, whose in (("citizen", "own"), ("chair", "elsewhere"), ("chair", "ended")):
        assert "Who they are" not in page(client_as(persona, whose), "cohort_detail", *path(cohort))


def test_a_cohort_that_is_being_prepared_is_seen_by_its_own_people_only(
    world: World, client: Client, client_as: As
) -> None:
    cohort = make_open_cohort(world, is_open=False)
    address = reverse("cohort_detail", args=path(cohort))
    assert client.get(address).status_code == 404
    assert client_as("citizen").get(address).status_code == 404
    assert client_as("leader").get(address).status_code == 200
    assert cohort.name not in page(client, "programme_detail", *path(cohort)[:2])


def test_reach_and_alumni_are_said(world: World, client: Client, client_as: As) -> None:
    over = {"starts_on": date(2025, 1, 6), "ends_on": date(2025, 12, 1), "applications_until": None}
    cohort = make_open_cohort(world, eligible_people=50, **over)
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    gone = make_person("Gone Away")
    make_participation(cohort, gone, world.charity)
    left = make_participation(cohort, world.citizen, world.council)
    left.left_on = date(2025, 3, 1)
    left.save()
    role = make_role(world)
    make_holding(role, world.hats["leader"].person, world.nhs)
    address = path(cohort)[:2]
    text = page(client, "programme_detail", *address)
    assert "3 people have taken part, 6 in 100 of the 50 who could." in text
    assert (
        "2 people have finished the programme. 1 of them holds a leadership role here today, "
        "1 is still active in the partnership" in text
    )
    names = page(client_as("representative"), "alumni_list", *address)
    assert "Gone Away" in names and "Not active here" in names and "Cora Citizen" not in names
    assert "Place lead" in names and "Leader, Ashdown NHS Trust" in names


def test_the_demonstration_says_that_all_of_it_is_invented(
    world: World, cohort: Cohort, client: Client
) -> None:
    Partnership.objects.filter(pk=world.partnership.pk).update(demonstration=True)
    assert "Invented for the demonstration" in page(client, "cohort_detail", *path(cohort))


def test_what_people_write_is_never_markup(world: World, client: Client, client_as: As) -> None:
    nasty = "<script>alert(1)</script>"
    programme = make_programme(world.partnership, nasty, slug="nasty", about=nasty)
    cohort = make_cohort(programme, nasty, slug="nasty", challenge=nasty)
    asked = make_application(
        cohort, make_person(nasty, email=None), None, employer_name=nasty, why=nasty
    )
    assert nasty not in page(client, "programme_detail", *path(cohort)[:2])
    assert nasty not in page(client, "programme_list", world.partnership.slug)
    assert nasty not in page(client_as("chair"), "application_list", *path(cohort))
    assert nasty not in page(client_as("chair"), "application_detail", *path(cohort), asked.pk)


def test_the_list_says_who_takes_applications(world: World, client: Client) -> None:
    cohort = make_open_cohort(world)
    says = f"{cohort.name} takes applications until"
    assert says in page(client, "programme_list", world.partnership.slug)
    Cohort.objects.filter(pk=cohort.pk).update(applications_until=date(2025, 1, 6))
    assert says not in page(client, "programme_list", world.partnership.slug)


# --- Setting up --------------------------------------------------------------------------------


def test_a_chair_sets_up_a_programme_and_a_cohort(world: World, client_as: As) -> None:
    chair = client_as("chair")
    slug = world.partnership.slug
    sent = {"focus": "place", "place": world.place.pk, **days("starts_on", TODAY)}
    refused = post(chair, "programme_create", slug, name="Together", **sent)
    assert refused.status_code == 422 and "Say what the programme is about." in str(
        refused.content.decode()
    )
    post(chair, "programme_create", slug, name="Together", about="Ashdown.", **sent)
    programme = Programme.objects.get()
    start = TODAY + timedelta(days=50)
    made = post(
        chair, "cohort_create", slug, programme.slug, name="First", places=6,
        **days("starts_on", start),
    )  # fmt: skip
    assert made.url.endswith("/cohorts/first/mix/")
    names = (slug, programme.slug, "first")
    early = post(chair, "cohort_open", *names)
    assert early.status_code == 422 and "two sectors at least" in early.content.decode()
    assert post(chair, "cohort_mix", *names, nhs=4, voluntary=3).status_code == 422
    post(chair, "cohort_mix", *names, nhs=4, voluntary=2)
    assert "1 representative of partners" in page(chair, "cohort_open", *names)
    post(chair, "cohort_open", *names)
    assert Cohort.objects.get().takes_applications(TODAY)


def test_money_evaluations_and_awards_are_added_put_right_and_taken_off(
    world: World, client_as: As
) -> None:
    chair, programme = client_as("coordinator"), make_programme(world.partnership)
    names = (world.partnership.slug, programme.slug)
    money = {"organisation": world.nhs.pk, **days("starts_on", date(2026, 4, 1))}
    first = {**money, "pounds_a_year": 100, **days("last_day", date(2027, 3, 31))}
    wrong = {**first, **days("last_day", date(2025, 4, 1))}
    assert post(chair, "funding_create", *names, **wrong).status_code == 422
    post(chair, "funding_create", *names, **first)
    funding = programme.funding.get()
    assert funding.ends_on == date(2027, 4, 1)
    post(chair, "funding_edit", *names, funding.pk, **{**first, "pounds_a_year": 200})
    assert programme.funding.get().pounds_a_year == 200
    said = {"title": "A look", "by": "Us", "independent": "no", "worked": "Much.", "source": "R"}
    on = days("on", date(2026, 2, 1))
    assert post(chair, "evaluation_create", *names, **said, **on).status_code == 422
    post(chair, "evaluation_create", *names, **said, did_not_work="Some.", **on)
    found = programme.evaluations.get()
    post(chair, "evaluation_edit", *names, found.pk, **said, did_not_work="A lot.", **on)
    assert programme.evaluations.get().did_not_work == "A lot."
    post(chair, "award_create", *names, name="Prize", given_by="A network", **on)
    award = programme.awards.get()
    post(chair, "award_edit", *names, award.pk, name="Great prize", given_by="A network", **on)
    assert programme.awards.get().name == "Great prize"
    for view, part in (("award", award), ("evaluation", found), ("funding", funding)):
        post(chair, f"{view}_edit", *names, part.pk, **{"take-off": "1"})
    assert not programme.awards.exists() and not programme.evaluations.exists()


# --- Applying and answering --------------------------------------------------------------------


def test_the_public_is_led_to_sign_in_and_back(cohort: Cohort, client: Client) -> None:
    address = reverse("application_create", args=path(cohort))
    assert address in page(client, "cohort_detail", *path(cohort))
    response = client.get(address)
    assert response.status_code == 302 and "next=" in response.headers["Location"]


def test_an_application_is_sent_seen_and_withdrawn(
    world: World, cohort: Cohort, client_as: As
) -> None:
    citizen = client_as("citizen")
    sent = {"where": "named", "employer_name": "Row House", "profession": "Carer", "why": "Why not"}
    refused = post(citizen, "application_create", *path(cohort), **sent)
    assert refused.status_code == 422 and "Choose what your organisation" in (
        refused.content.decode()
    )
    post(citizen, "application_create", *path(cohort), **sent, sector="care_provider")
    own = page(citizen, "application_own", *path(cohort))
    assert "waits for an answer" in own and "Row House" in own
    assert "You have applied." in page(citizen, "cohort_detail", *path(cohort))
    assert "Your application to" in page(citizen, "my_page")
    again = post(citizen, "application_create", *path(cohort), **sent, sector="care_provider")
    assert again.status_code == 422 and "applied to this cohort already" in again.content.decode()
    post(citizen, "application_own", *path(cohort))
    assert Application.objects.get().outcome == "withdrawn"


def test_those_who_decide_see_the_mix_before_and_after_a_choice(
    world: World, cohort: Cohort, client_as: As
) -> None:
    asked = make_application(cohort, world.citizen, world.charity)
    chair = client_as("chair")
    text = page(chair, "application_list", *path(cohort))
    assert "two from voluntary and community groups would meet the mix" in text
    chosen = page(chair, "application_list", *path(cohort), choose=str(asked.pk))
    assert "one from a voluntary or community group would meet the mix" in chosen
    assert "Before your choice: Four more from the NHS" in chosen
    response = chair.get(
        reverse("application_list", args=path(cohort)),
        {"choose": asked.pk},
        headers={"HX-Request": "true"},
    )
    assert b"<html" not in response.content and b'id="mix-with-choice"' in response.content
    offer = page(chair, "application_offer", *path(cohort), choose=str(asked.pk))
    assert "1 person is told" in offer
    post(chair, "application_offer", *path(cohort), choose=asked.pk)
    assert cohort.participations.get().person == world.citizen


def test_a_refusal_for_the_last_place_is_read_on_the_page(
    world: World, cohort: Cohort, client_as: As
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(places=9)
    for number in range(9):
        make_participation(cohort, make_person(f"In {number}"), world.nhs)
    asked = make_application(cohort, world.citizen, world.charity)
    response = post(client_as("chair"), "application_offer", *path(cohort), choose=asked.pk)
    assert response.status_code == 422 and "The cohort is full" in response.content.decode()
    asked.refresh_from_db()
    assert asked.outcome == ""


def test_one_is_told_not_this_time_with_a_reason(
    world: World, cohort: Cohort, client_as: As
) -> None:
    asked = make_application(cohort, world.citizen, world.charity)
    chair = client_as("chair")
    names = (*path(cohort), asked.pk)
    assert post(chair, "application_detail", *names, reason="").status_code == 422
    post(chair, "application_detail", *names, reason="The mix is full.")
    assert "The mix is full." in page(client_as("citizen"), "application_own", *path(cohort))


def test_somebody_sees_no_way_to_answer_their_own(cohort: Cohort, client_as: As) -> None:
    person = client_as("coordinator")
    asked = make_application(
        cohort, cohort.partnership.hats.get(capacity="coordinator", ends_at=None).person, None,
        employer_name="X",
    )  # fmt: skip
    text = page(person, "application_detail", *path(cohort), asked.pk)
    assert "This is your own application." in text and "Offer a place" not in text
    names = (*path(cohort), asked.pk)
    assert post(person, "application_detail", *names, reason="No").status_code == 404
    assert post(person, "application_offer", *path(cohort), choose=asked.pk).status_code == 404


def test_a_place_is_entered_paid_for_and_given_back(
    world: World, cohort: Cohort, client_as: As
) -> None:
    chair = client_as("chair")
    sent = {"name": "Nell", "employer": world.charity.pk, "profession": "Cook"}
    post(chair, "participation_create", *path(cohort), **sent)
    place = cohort.participations.get()
    names = (*path(cohort), place.pk)
    paid = {"employer": world.charity.pk, "funded_by": world.nhs.pk, "pounds": 900}
    post(chair, "participation_edit", *names, **paid)
    assert "£900" in page(chair, "cohort_detail", *path(cohort))
    post(chair, "participation_leave", *names, **days("left_on", TODAY))
    assert "Left early" in page(chair, "cohort_detail", *path(cohort))


# --- Other pages -------------------------------------------------------------------------------


def test_open_cohorts_stand_on_the_pages_of_partnership_and_place(
    world: World, cohort: Cohort, client: Client, client_as: As
) -> None:
    for view, slug in (
        ("partnership_detail", world.partnership.slug),
        ("place_detail", world.place.slug),
    ):
        text = page(client, view, slug)
        assert "Ashdown together, First cohort" in text and "takes applications until" in text
    assert "Programmes and cohorts" in page(
        client_as("chair"), "partnership_setup", world.partnership.slug
    )


def test_the_record_tells_of_places_and_not_of_applications(
    world: World, cohort: Cohort, client_as: As
) -> None:
    make_application(cohort, world.citizen, world.charity)
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    text = page(client_as("chair"), "partnership_history", world.partnership.slug)
    assert "place in a cohort: " in text and "Asha Leader" in text
    assert "Cora Citizen" not in text


# --- Queries -----------------------------------------------------------------------------------


def many_in(world: World, cohort: Cohort, count: int) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(places=2_000)
    start = cohort.participations.count()
    for number in range(start, start + count):
        body = make_organisation(f"Body {number}", "voluntary") if number < 30 else world.charity
        make_participation(cohort, make_person(f"In {number}", email=None), body)


@pytest.mark.parametrize(
    ("view", "persona", "at_most"),
    [
        ("programme_detail", "public", 12),
        ("programme_detail", "chair", 12),
        ("cohort_detail", "public", 12),
        ("cohort_detail", "chair", 12),
        ("alumni_list", "leader", 12),
        ("application_list", "chair", 12),
        ("programme_list", "public", 12),
        ("partnership_detail", "public", 25),
        ("my_page", "leader", 25),
    ],
)
def test_queries_do_not_grow_with_people(
    world: World, client_as: As, view: str, persona: str, at_most: int
) -> None:
    over = {"starts_on": date(2025, 1, 6), "ends_on": date(2025, 12, 1), "applications_until": None}
    cohort = make_open_cohort(world, **over)
    make_participation(cohort, world.hats["leader"].person, world.nhs)
    names = path(cohort)
    upto = {"partnership_detail": 1, "programme_list": 1, "my_page": 0}
    upto |= {"programme_detail": 2, "alumni_list": 2}
    address = reverse(view, args=names[: upto.get(view, 3)])
    client = client_as(persona)

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    many_in(world, cohort, 10)
    make_application(cohort, make_person("Asks first", email=None), world.nhs)
    few = asked()
    many_in(world, cohort, 60)
    for number in range(30):
        make_application(cohort, make_person(f"Asks {number}", email=None), world.nhs)
        make_cohort(cohort.programme, f"Cohort {number}", **over)
    assert asked() <= few <= at_most


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_are_taken_away_with_nothing_in_them_that_runs(
    world: World, cohort: Cohort, client_as: As, form: str
) -> None:
    make_application(cohort, make_person("=1+1", email=None), world.charity)
    make_participation(cohort, make_person("=2+2", email=None), world.charity, pounds=900)
    for view in ("application_list_download", "participation_list_download"):
        response = client_as("chair").get(reverse(view, args=[*path(cohort), form]))
        assert response.status_code == 200 and "attachment" in response.headers.get(
            "Content-Disposition", ""
        )
        if form == "csv":
            assert "'=" in response.content.decode("utf-8-sig")
