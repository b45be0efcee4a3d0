"""Setting up a session, and finding one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from challenges.models import Challenge
from coproduction.models import Session
from coproduction.wishes import Plan
from partnership.models import Hat, Partnership

_WIDE = {"class": "nhsuk-input--width-20"}
_SHORT = {"class": "nhsuk-input--width-4"}


def _clock() -> forms.TimeInput:
    return forms.TimeInput({"type": "time", "class": "nhsuk-input--width-10"}, "%H:%M")


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything that people read before they book, in the order in which they read it."""

    day = forms.DateField(
        label="Which day is it?",
        widget=DayMonthYear(),
        error_messages={"required": "Enter the day", "invalid": "Enter a day that there is"},
    )
    starts = forms.TimeField(
        label="Starts", widget=_clock(), error_messages={"required": "Enter when it starts"}
    )
    ends = forms.TimeField(
        label="Ends", widget=_clock(), error_messages={"required": "Enter when it ends"}
    )
    joining_link = forms.URLField(
        label="Link to join online",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Shown only to people with a place online.",
    )
    facilitators = forms.ModelMultipleChoiceField(
        label="Who facilitates it",
        queryset=Hat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They see who comes and what people need, and can change the session.",
    )

    class Meta:
        model = Session
        fields = [
            "title",
            "purpose",
            "challenge",
            "stage_served",
            "decision_it_feeds",
            "decision_due_on",
            "not_open_to_change",
            "room_places",
            "venue",
            "address",
            "getting_there",
            "access",
            "online_places",
            "joining_link",
            "payment",
            "reply_by",
        ]
        labels = {
            "title": "Name of the session",
            "purpose": "What is it for?",
            "challenge": "Challenge that it serves",
            "stage_served": "Stage of the work",
            "decision_it_feeds": "Which decision does it feed?",
            "decision_due_on": "When will that be decided?",
            "not_open_to_change": "What is not open to change?",
            "room_places": "Places in the room",
            "online_places": "Places online",
            "getting_there": "How to get there",
            "access": "Access facts",
            "payment": "What is paid",
            "reply_by": "When will people hear what became of it?",
        }
        help_texts = {
            "purpose": "In plain words, as you would tell a neighbour.",
            "not_open_to_change": "Say it before people come, so that nobody feels misled.",
            "access": "One fact on each line: step-free way in, hearing loop, toilets, parking.",
            "payment": "For example: £25 for your time, and your travel.",
            "getting_there": "Bus, train, parking, which door. People get this in the first lines.",
            "reply_by": "",
        }
        error_messages = {
            "title": {"required": "Give the session a name"},
            "purpose": {"required": "Say what it is for"},
            "room_places": {"required": "Enter a number; 0 if it is online only"},
            "online_places": {"required": "Enter a number; 0 if it is in the room only"},
        }
        widgets = {
            "purpose": forms.Textarea({"rows": 4}),
            "not_open_to_change": forms.Textarea({"rows": 3}),
            "getting_there": forms.Textarea({"rows": 3}),
            "access": forms.Textarea({"rows": 5}),
            "decision_due_on": DayMonthYear(),
            "reply_by": DayMonthYear(),
            "stage_served": forms.RadioSelect({"class": "nhsuk-radios--inline"}),
            "room_places": forms.NumberInput({"min": 0, **_SHORT}),
            "online_places": forms.NumberInput({"min": 0, **_SHORT}),
            "address": forms.TextInput(),
            "title": forms.TextInput(),
        }

    def __init__(
        self, *args: Any, partnership: Partnership, may_link: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        hats = Hat.objects.current().filter(
            partnership=partnership, capacity__in=["facilitator", "resident", "coordinator"]
        )
        self.fields["facilitators"].queryset = hats.select_related("person", "organisation")  # type: ignore[attr-defined]
        self.fields["challenge"].empty_label = "None yet"  # type: ignore[attr-defined]
        self.fields["challenge"].queryset = Challenge.objects.filter(partnership=partnership)  # type: ignore[attr-defined]
        if not may_link:
            del self.fields["joining_link"]
        if self.instance.pk:
            self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        starts = timezone.localtime(self.instance.starts_at)
        ends = timezone.localtime(self.instance.ends_at)
        self.initial["day"] = starts.date()
        self.initial["starts"], self.initial["ends"] = starts.time(), ends.time()
        links = self.instance.facilitator_links.all()
        self.initial["facilitators"] = [link.hat_id for link in links]

    def _post_clean(self) -> None:
        """The action writes, and the database checks: this form only reads."""

    def plan(self) -> Plan:
        """What was filled in, as a value for the action."""
        data = dict(self.cleaned_data)
        day, starts, ends = data.pop("day"), data.pop("starts"), data.pop("ends")
        challenge = data.pop("challenge")
        return Plan(
            starts_at=timezone.make_aware(datetime.combine(day, starts)),
            ends_at=timezone.make_aware(datetime.combine(day, ends)),
            challenge_id=challenge.pk if challenge else None,
            facilitators=tuple(hat.pk for hat in data.pop("facilitators")),
            **data,
        )


class CancelForm(forms.Form):
    because = forms.CharField(
        label="Why is it cancelled?",
        help_text="People who booked read this sentence.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why, in a sentence that people who booked will read"},
    )
