"""What people type about tests of change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from challenges.actions.cycles import Outcome, Plan
from challenges.forms.words import DayInput, day_missing, missing
from challenges.models import Challenge, ChangeIdea, Cycle, LogEntry, Measure
from partnership.models import Organisation


class PlanForm(forms.Form):
    """What will be tried. What the challenge has none of is not asked."""

    title = forms.CharField(
        label="What will you try?",
        max_length=200,
        help_text="In one line. For example: a walk from the school gate on Fridays.",
        error_messages=missing("Say in one line what you will try."),
    )
    plan = forms.CharField(
        label="How?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="What, where, with whom, and for how long. Start small.",
        error_messages=missing("Say what you will do, where, with whom and for how long."),
    )
    prediction = forms.CharField(
        label="What do you expect to see?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="A number if you can. It cannot be changed once the test has begun.",
        error_messages=missing("Say what you expect to see, so that you can be surprised."),
    )
    idea = forms.ModelChoiceField(
        label="Which idea of the driver diagram does it test?",
        queryset=ChangeIdea.objects.none(),
        required=False,
        empty_label="None of them",
    )
    measures = forms.ModelMultipleChoiceField(
        label="Which measures would show it?",
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    run_by = forms.ModelMultipleChoiceField(
        label="Who runs it?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, challenge: Challenge, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ideas = ChangeIdea.objects.filter(driver__diagram__challenge=challenge)
        known = {
            "idea": ideas.filter(retired_at__isnull=True).select_related("driver__diagram"),
            "measures": measures.filter(challenges=challenge),
            "run_by": challenge.organisations.all(),
        }
        for name, queryset in known.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
            if not queryset.exists():
                del self.fields[name]

    @classmethod
    def of_cycle(cls, cycle: Cycle, *, measures: Any, following: bool = False) -> PlanForm:
        """As a test stands; or, for the one that follows it, only what it tests and who runs it."""
        stands: dict[str, Any] = {
            "idea": cycle.idea_id,
            "measures": [one.pk for one in cycle.measures.all()],
            "run_by": [one.pk for one in cycle.run_by.all()],
        }
        if not following:
            stands |= {"title": cycle.title, "plan": cycle.plan, "prediction": cycle.prediction}
        return cls(challenge=cycle.challenge, measures=measures, initial=stands)

    def says(self) -> Plan:
        return Plan(**self.cleaned_data)


class StartForm(forms.Form):
    on = forms.DateField(
        label="On which day did it begin?",
        widget=DayInput(),
        error_messages=day_missing("Enter the day on which it began."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class EndForm(forms.Form):
    done = forms.CharField(
        label="What was done in the end?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what was done, as it was and not as it was planned."),
    )
    studied = forms.CharField(
        label="What did you see, against what you predicted?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages=missing("Say what you saw, against what you predicted."),
    )
    act = forms.ChoiceField(
        label="What will you do with the idea?",
        choices=[
            ("adopt", "Adopt: do it like this from now on"),
            ("adapt", "Adapt: change it, and test again"),
            ("abandon", "Abandon: leave it"),
        ],
        widget=forms.RadioSelect,
        error_messages=missing("Choose what you will do with the idea."),
    )
    because = forms.CharField(
        label="Why?",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text="Everybody can read this.",
        error_messages=missing("Say why, in words that residents can read."),
    )
    on = forms.DateField(
        label="On which day did it end?",
        widget=DayInput(),
        error_messages=day_missing("Enter the day on which it ended."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    def outcome(self) -> Outcome:
        said = self.cleaned_data
        return Outcome(said["done"], said["studied"], said["act"], said["because"])


class EntriesForm(forms.Form):
    entries = forms.ModelMultipleChoiceField(
        label="Which entries of the log tell of this test?",
        queryset=LogEntry.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["entries"]
        field.queryset = known
        field.label_from_instance = lambda entry: f"{entry.happened_on:%-d %B %Y}: {entry.did[:90]}"
