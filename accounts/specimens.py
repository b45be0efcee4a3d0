"""Invented content for `/dev/look/`: full, long and empty, each part at its worst."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from accounts.rendering import DayMonthYear

LONG = "Hertfordshire Partnership University NHS Foundation Trust and Central London Community Care"


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="What is your name?", help_text="As you would like to be called.")
    code = forms.CharField(
        label="Session code", widget=forms.TextInput({"class": "nhsuk-input--width-10"})
    )
    words = forms.CharField(
        label="What would you tell the people who decide?",
        widget=forms.Textarea({"rows": 4}),
        help_text="Please leave out the names of others.",
    )
    mode = forms.ChoiceField(
        label="How will you join?",
        choices=[("room", "In the room"), ("online", "Online"), ("phone", "By phone")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="What would help you take part?",
        choices=[("loop", "A hearing loop"), ("step", "No steps"), ("carer", "Cover for a carer")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(
        label="When was it?", widget=DayMonthYear, help_text="For example, 27 3 2026"
    )
    sector = forms.ChoiceField(
        label="Sector", choices=[("nhs", "NHS"), ("local_government", "Local government")]
    )
    agree = forms.BooleanField(label="Tell me what became of it")


def holder(person: str, employer: str, sector: str, label: str, detail: str) -> dict[str, Any]:
    """One half of an overlap."""
    return {
        "person": person,
        "person_url": "#",
        "employer": employer,
        "employer_url": "#",
        "sector": sector,
        "sector_label": label,
        "detail": detail,
    }


PRIYA = holder(
    "Priya Shah",
    "NHS Central East Integrated Care Board",
    "nhs",
    "NHS",
    "60%, since 1 July 2026",
)
TOM = holder(
    "Tom Okafor",
    "Hertfordshire County Council",
    "local_government",
    "Local government",
    "40%, since 1 July 2026",
)
GRACE = holder(
    "Grace Appleyard-Featherstonehaugh",
    LONG,
    "voluntary",
    "Voluntary and community",
    "20%, since 12 November 2026",
)

THREAD: list[dict[str, Any]] = [
    {
        "label": "Maureen said",
        "words": "I come out of one clinic and go home, and next week I am back for the other one.",
        "date": date(2026, 3, 12),
        "text": "At “One life, several conditions”, Hitchin Town Hall.",
    },
    {
        "label": "Decided",
        "title": "Joint review days for people who live with three or more conditions",
        "url": "#",
        "date": date(2026, 5, 6),
        "status": "Adapted",
        "tone": "progress",
        "text": "Two clinics a month to begin with, because there are rooms for two.",
    },
    {
        "label": "Promised",
        "title": "East and North Hertfordshire NHS Trust will hold one review day a fortnight",
        "url": "#",
        "date": date(2026, 6, 1),
        "state": "now",
        "text": "For the place: fewer journeys for the same care.",
        "status": "Due on 31 January 2027",
        "tone": "waiting",
    },
    {
        "label": "Better?",
        "state": "notyet",
        "text": "We will know in spring 2027, when journeys are counted again.",
    },
]

AGENDA: list[dict[str, Any]] = [
    {
        "starts": datetime(2026, 12, 3, 18, 30, tzinfo=UTC),
        "title": "What would make food shopping easier?",
        "url": "#",
        "place": "The Red House, Stevenage, and online",
        "purpose": "Decides which of three ideas is tried first.",
        "status": "12 places left",
        "tone": "good",
    },
    {
        "starts": datetime(2026, 12, 9, 10, 0, tzinfo=UTC),
        "title": "One life, several conditions: designing the review day with the people it is for",
        "url": "#",
        "place": "Hitchin Town Hall",
        "purpose": "",
        "status": "Full, waiting list open",
        "tone": "waiting",
    },
]

BARS: list[dict[str, Any]] = [
    {"label": "Under 16", "percent": 19.9, "number": "20%"},
    {"label": "16 to 64", "percent": 62.4, "number": "62%", "accent": True},
    {"label": "65 to 84", "percent": 15.0, "number": "15%"},
    {"label": "85 and over", "percent": 2.6, "number": "3%"},
]

LANES: dict[str, Any] = {
    "title": "Nine pieces of work in six months; three of them across sectors",
    "height": 232,
    "lanes": [
        {
            "sector": "nhs",
            "name": "NHS",
            "entries": [{"at": at, "title": "Clinic visited", "url": "#"} for at in (12, 39, 71)],
        },
        {
            "sector": "local_government",
            "name": "Local government",
            "entries": [{"at": at, "title": "Licensing talk", "url": "#"} for at in (22, 58)],
        },
        {
            "sector": "voluntary",
            "name": "Voluntary and community",
            "entries": [{"at": 47, "title": "Walk with residents", "url": "#"}],
        },
    ],
    "crossings": [
        {"at": 30, "first": 0, "span": 1, "stops": [0, 1], "title": "Joint review", "url": "#"},
        {"at": 64, "first": 1, "span": 1, "stops": [0, 1], "title": "Market stall", "url": "#"},
        {"at": 86, "first": 0, "span": 2, "stops": [0, 2], "title": "One plan agreed", "url": "#"},
    ],
    "ticks": [
        {"at": at, "label": label}
        for at, label in ((0, "Jul"), (17, "Aug"), (34, "Sep"), (51, "Oct"), (68, "Nov"))
    ],
    "rows": [
        {"date": date(2026, 11, 20), "title": "One plan agreed", "url": "#", "who": "All three"},
        {"date": date(2026, 9, 2), "title": "Joint review", "url": "#", "who": "NHS and council"},
    ],
}

FACTS: list[dict[str, Any]] = [
    {"key": "How you will join", "value": "In the room", "change_url": "#"},
    {"key": "Name", "value": "Maureen Ashby", "change_url": "#", "change_label": "your name"},
    {"key": "What would help", "value": "A hearing loop\nNo steps", "change_url": "#"},
]

HATS: list[dict[str, Any]] = [
    {"pk": 1, "label": "Leader, Hertfordshire County Council", "partnership": {"name": "HWE"}},
    {"pk": 2, "label": "Chair, NHS Central East ICB", "partnership": {"name": LONG}},
]


def specimens(*, wrong: bool) -> dict[str, Any]:
    """The context of `/dev/look/`; `wrong` shows every field with its error."""
    at = datetime(2026, 11, 2, 9, 41, tzinfo=UTC)
    return {
        "form": SpecimenForm({"day_day": "31", "day_month": "2"} if wrong else None),
        "log_form": SpecimenForm(prefix="log"),
        "demonstration": True,
        "hats": HATS,
        "two": [PRIYA, TOM],
        "three": [PRIYA, TOM, GRACE],
        "one": [TOM],
        "half": [PRIYA, {"vacant": True, "detail": "Since 3 March 2026"}],
        "nobody": [],
        "stations": THREAD,
        "agenda": AGENDA,
        "bars": BARS,
        "lanes": LANES,
        "facts": FACTS,
        "history": [
            {"at": at, "text": "Priya Shah changed the lead organisation from A to B."},
            {"at": at, "text": f"Tom Okafor added the partner {LONG}."},
        ],
        "page": Paginator(range(95), 20).page(3),
        "crumbs": [{"label": "Places", "url": "/places/"}, {"label": "Hertfordshire", "url": "#"}],
        "tones": [
            ("", "Draft"),
            ("good", "Kept"),
            ("progress", "Under way"),
            ("waiting", "Waiting for a witness"),
            ("late", "Late by 12 days"),
            ("shared", "Shared by two employers"),
        ],
        "sectors": [
            ("nhs", "NHS"),
            ("local_government", "Local government"),
            ("voluntary", "Voluntary and community"),
            ("care_provider", "Social care provider"),
            ("housing", "Housing"),
            ("education", "Education"),
            ("police_and_fire", "Police and fire"),
            ("residents", "Residents’ group"),
            ("other", "Other"),
        ],
    }
