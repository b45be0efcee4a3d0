"""Forms as readers meet them: label, hint, error and the wiring between them."""

from __future__ import annotations

import datetime

from django import forms
from django.template.loader import render_to_string

from accounts.rendering import DayMonthYear


class Asked(forms.Form):
    name = forms.CharField(
        label="What is your name?",
        help_text="As you would like to be called",
        error_messages={"required": "Enter your name"},
    )
    mode = forms.ChoiceField(
        label="How will you join?",
        choices=[("room", "In the room"), ("online", "Online")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you will join"},
    )
    day = forms.DateField(
        label="When was it?",
        widget=DayMonthYear,
        error_messages={"required": "Enter the day", "invalid": "Enter a day that exists"},
    )
    note = forms.CharField(label="Anything else?", required=False)


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    drawn = Asked({})["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn
    assert "nhsuk-input--error" in drawn
    assert "Enter your name" in drawn


def test_what_is_not_required_says_so() -> None:
    assert "(optional)" in Asked()["note"].as_field_group()
    assert "(optional)" not in Asked()["name"].as_field_group()


def test_what_is_needed_with_some_answers_only_is_not_called_optional() -> None:
    form = Asked()
    form.fields["note"].depends = True  # type: ignore[attr-defined]
    assert "(optional)" not in form["note"].as_field_group()


def test_an_error_without_words_of_its_own_names_its_field() -> None:
    class Bare(forms.Form):
        what = forms.CharField(label="What did you do?")
        day = forms.CharField(label="Day")
        sector = forms.ChoiceField(label="Sector", choices=[("nhs", "NHS")])

    form = Bare({})
    for drawn in (str(form), render_to_string("_error_summary.html", {"form": form})):
        assert "Answer “What did you do?”" in drawn
        assert "Fill in “Day”" in drawn
        assert "Choose “Sector”" in drawn


def test_choices_stand_in_a_fieldset_with_the_question_as_its_legend() -> None:
    drawn = Asked({})["mode"].as_field_group()
    assert drawn.index("<legend") < drawn.index("How will you join?") < drawn.index("</legend>")
    assert 'aria-describedby="id_mode_error"' in drawn
    assert drawn.count('class="nhsuk-radios__item"') == 2


def test_the_summary_links_to_each_field() -> None:
    form = Asked({})
    summary = render_to_string("_error_summary.html", {"form": form})
    page = str(form)
    for link, words in (
        ("id_name", "Enter your name"),
        ("id_mode", "Choose how you will join"),
        ("id_day_day", "Enter the day"),
    ):
        assert f'<a href="#{link}">{words}</a>' in summary
        assert f'id="{link}"' in page


def test_no_summary_is_shown_when_nothing_is_wrong() -> None:
    assert render_to_string("_error_summary.html", {"form": Asked()}).strip() == ""


def test_a_date_is_typed_in_three_parts_and_kept_when_it_is_wrong() -> None:
    right = Asked({"day_day": "27", "day_month": "3", "day_year": "2026"})
    right.is_valid()
    assert right.cleaned_data["day"] == datetime.date(2026, 3, 27)
    wrong = Asked({"day_day": "31", "day_month": "2", "day_year": "2026"})
    assert wrong.errors["day"] == ["Enter a day that exists"]
    drawn = wrong["day"].as_field_group()
    assert 'value="31"' in drawn and 'value="2"' in drawn and 'value="2026"' in drawn


def test_a_question_page_has_its_question_as_the_heading() -> None:
    drawn = render_to_string("_question.html", {"field": Asked()["mode"]})
    assert "<h1" in drawn and "How will you join?" in drawn
    drawn = render_to_string("_question.html", {"field": Asked()["name"]})
    assert drawn.index("<h1") < drawn.index('<label class="nhsuk-label nhsuk-label--l"')


def test_what_people_type_is_escaped() -> None:
    form = Asked({"name": "<script>alert(1)</script>", "note": '"><b>'})
    assert "<script>" not in str(form)
    assert '"><b>' not in str(form)
