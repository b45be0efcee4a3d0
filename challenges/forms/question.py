"""What people type about a question, its stages, its people, and what they believe and see."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.words import DayInput, day_missing, missing
from challenges.models import Challenge, Hypothesis, Measure, PolicyAim, Verdict
from leaders.models import Cohort, LeadershipRole

LINES = forms.Textarea({"rows": 3})
PARAGRAPH = forms.Textarea({"rows": 5})


class AskAnewForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    wording = forms.CharField(
        label="The question, in its new words",
        max_length=400,
        widget=LINES,
        help_text="One question that people who live here would ask.",
        error_messages=missing("Write the question."),
    )
    why = forms.CharField(
        label="Why is it asked anew?",
        max_length=400,
        widget=LINES,
        help_text="What you learned. It stands beside the question for everybody to read.",
        error_messages=missing("Say why it is asked in other words."),
    )


class StageForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=10)
    stage = forms.ChoiceField(
        label="Where does it stand now?",
        choices=Challenge.Stage.choices,
        widget=forms.RadioSelect({"class": "nhsuk-radios--small"}),
        error_messages=missing("Choose a stage."),
    )
    entered_on = forms.DateField(
        label="Since which day?",
        widget=DayInput(),
        error_messages=day_missing("Enter the day on which this stage began."),
    )
    reached = forms.CharField(
        label="What was reached in the stage that ends, or why does it go back?",
        help_text="Shown on the page. Needed only when it goes back.",
        required=False,
        max_length=400,
        widget=LINES,
    )


class FigureForm(forms.Form):
    value = forms.DecimalField(
        label="The figure",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput({"class": "nhsuk-input--width-10", "step": "any"}),
        error_messages=missing("Enter a number."),
    )
    unit = forms.CharField(
        label="Unit",
        required=False,
        max_length=20,
        help_text="% for a share. Leave it empty for a count.",
        widget=forms.TextInput({"class": "nhsuk-input--width-5"}),
    )
    says = forms.CharField(
        label="What is counted?",
        max_length=200,
        help_text="For example: children aged 10 to 11 who live with obesity.",
        error_messages=missing("Say what is counted."),
    )
    as_of = forms.CharField(
        label="As of when?",
        max_length=40,
        help_text="A year, a school year, or a day.",
        widget=forms.TextInput({"class": "nhsuk-input--width-10"}),
        error_messages=missing("Say for when the figure holds."),
    )
    source = forms.CharField(
        label="Who published it?",
        max_length=200,
        error_messages=missing("Say where the figure comes from."),
    )
    source_url = forms.URLField(
        label="Its address on the web", required=False, max_length=500, assume_scheme="https"
    )


class HypothesisForm(forms.Form):
    we_believe = forms.CharField(
        label="We believe that",
        max_length=400,
        widget=LINES,
        help_text="For example: families come back when somebody walks over with them.",
        error_messages=missing("Write what you believe would help."),
    )
    because = forms.CharField(
        label="Because",
        max_length=1000,
        widget=PARAGRAPH,
        error_messages=missing("Say why you believe it."),
    )
    we_would_see = forms.CharField(
        label="If it is so, we would see",
        max_length=400,
        widget=LINES,
        error_messages=missing("Say what you would see if it were so."),
    )


class SettleForm(forms.Form):
    state = forms.ChoiceField(
        label="Was it borne out?",
        choices=[one for one in Hypothesis.State.choices if one[0] != Hypothesis.State.HELD],
        widget=forms.RadioSelect,
        error_messages=missing("Choose one of the two."),
    )
    what_we_saw = forms.CharField(
        label="What did you see?",
        max_length=1000,
        widget=PARAGRAPH,
        error_messages=missing("Say what you have seen that speaks for it or against it."),
    )
    settled_on = forms.DateField(
        label="On which day?", widget=DayInput(), error_messages=day_missing("Enter the day.")
    )


class VerdictForm(forms.Form):
    """How things are now, and what shows it; nothing here says “solved”."""

    verdict = forms.ChoiceField(
        label="How are things now, for the people whom it is about?",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages=missing("Choose how things are."),
    )
    evidence = forms.CharField(
        label="What shows it?",
        max_length=2000,
        widget=PARAGRAPH,
        help_text="A figure, what people said, what you have seen. Everybody can read it.",
        error_messages=missing("Say what shows it."),
    )
    measure = forms.ModelChoiceField(
        label="A measure that shows it",
        queryset=Measure.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]


class JudgementForm(VerdictForm):
    judged_on = forms.DateField(
        label="As of which day?", widget=DayInput(), error_messages=day_missing("Enter the day.")
    )


class TeamForm(forms.Form):
    roles = forms.ModelMultipleChoiceField(
        label="Roles",
        queryset=LeadershipRole.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Whoever holds the role is in the team for as long as they hold it.",
    )
    cohorts = forms.ModelMultipleChoiceField(
        label="Cohorts",
        queryset=Cohort.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Whoever takes part is in the team while the cohort runs.",
    )

    def __init__(self, *args: Any, roles: Any, cohorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].queryset = roles  # type: ignore[attr-defined]
        self.fields["cohorts"].queryset = cohorts  # type: ignore[attr-defined]


class AimForm(forms.Form):
    aim = forms.ModelChoiceField(
        label="Which aim does it serve?",
        queryset=PolicyAim.objects.none(),
        empty_label="Choose an aim",
        error_messages={
            "required": "Choose an aim.",
            "invalid_choice": "Choose an aim from the list.",
        },
    )
    how = forms.CharField(
        label="How?",
        required=False,
        max_length=300,
        widget=LINES,
        help_text="In a sentence: what of this work serves it.",
    )

    def __init__(self, *args: Any, aims: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["aim"]
        field.queryset = aims
        by_plan: dict[str, list[tuple[int, str]]] = {}
        for aim in aims:
            by_plan.setdefault(aim.plan.name, []).append((aim.pk, aim.title))
        field.choices = [("", field.empty_label), *by_plan.items()]
