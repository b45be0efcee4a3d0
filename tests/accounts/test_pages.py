"""The frame of every page, and the pages that show when something is wrong."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.specimens import specimens

PAGES = ("about", "accessibility", "privacy", "cookies", "account_login", "account_signup")


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_a_skip_link_and_a_language(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    assert '<html lang="en-gb">' in page
    assert '<a class="nhsuk-skip-link" href="#main">' in page and '<main id="main"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_says_how_to_phone_or_write(client: Client, name: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SITE_PHONE, settings.SITE_POST = "01438 555 0100", "1 The Square, Stevenage"
    page = client.get(reverse(name)).content.decode()
    assert "01438 555 0100" in page and "1 The Square, Stevenage" in page


@pytest.mark.django_db
def test_a_wrong_address_is_told_in_the_title_and_the_summary(client: Client) -> None:
    page = client.post(reverse("account_login"), {"login": "nobody"}).content.decode()
    assert "<title>Error: Sign in" in page
    assert "nhsuk-error-summary" in page and 'aria-invalid="true"' in page


@pytest.mark.django_db
def test_a_missing_page_offers_ways_on(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert 'href="/places/"' in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing_to_be_shown(name: str) -> None:
    """The server shows 500.html without a request, a database or a context."""
    page = render_to_string(name)
    assert "Shared Ground</title>" in page
    assert 'href="/"' in page or 'href="/places/"' in page


@pytest.mark.parametrize("wrong", [False, True])
def test_every_part_of_the_look_can_be_drawn(wrong: bool) -> None:
    page = render_to_string("dev/look.html", specimens(wrong=wrong))
    assert page.count('class="overlap"') == 5
    assert "Not yet" in page
    assert ("nhsuk-error-summary" in page) is wrong


def test_a_vacant_role_says_so() -> None:
    assert "Nobody holds this role" in render_to_string("_overlap_chips.html", {"holders": []})
