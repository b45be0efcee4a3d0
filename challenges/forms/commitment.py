"""What people type about challenges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from challenges.forms.words import DayInput, HatForm, day_missing, missing
from partnership.models import Organisation


class CommitmentForm(forms.Form):
    organisation = forms.TypedChoiceField(label="Who promises?", coerce=int)
    will_do = forms.CharField(
        label="What will they do, for the place?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what they will do."),
    )
    due_on = forms.DateField(
        label="By when?", widget=DayInput(), error_messages=day_missing("Enter the day.")
    )

    promised_to = forms.TypedChoiceField(
        label="To whom?", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        others: Iterable[Organisation] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {body.pk: body for body in organisations}
        self.others = {body.pk: body for body in others}
        self.fields["organisation"].choices = _named(self.organisations)  # type: ignore[attr-defined]
        to_all = ("", "The place as a whole")
        self.fields["promised_to"].choices = [to_all, *_named(self.others)]  # type: ignore[attr-defined]
        self.fields["promised_to"].depends = True  # type: ignore[attr-defined]

    def promising(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def receiving(self) -> Organisation | None:
        """To whom it is promised; nobody in particular is the place as a whole."""
        return self.others.get(self.cleaned_data["promised_to"] or 0)


def _named(organisations: Mapping[int, Organisation]) -> list[tuple[int, str]]:
    return [(pk, body.name) for pk, body in organisations.items()]


class KeepForm(HatForm):
    evidence = forms.CharField(
        label="What have you seen that shows it was kept?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Everybody can read this.",
        error_messages=missing("Say what you have seen that shows it was kept."),
    )


class DropForm(HatForm):
    because = forms.CharField(
        label="Why is it dropped?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody can read this. Use words that residents would use.",
        error_messages=missing("Say why it is dropped."),
    )


class AnswerForm(HatForm):
    """Yes, or no and why. What yes and no are called, each page says."""

    answer = forms.ChoiceField(label="What do you say?", widget=forms.RadioSelect)
    because = forms.CharField(
        label="If not: why?",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Those who act in the partnership can read this.",
    )

    def __init__(self, *args: Any, yes: str, no: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        answer.choices = [("yes", yes), ("no", no)]  # type: ignore[attr-defined]
        answer.error_messages["required"] = "Choose one of the two."
        self.fields["because"].depends = True  # type: ignore[attr-defined]

    @property
    def agreed(self) -> bool:
        return bool(self.cleaned_data["answer"] == "yes")


class ChangeForm(HatForm):
    will_do = forms.CharField(
        label="What will you do instead?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what you will do."),
    )
    due_on = forms.DateField(
        label="By when?", widget=DayInput(), error_messages=day_missing("Enter the day.")
    )
    because = forms.CharField(
        label="Why does it have to change?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody can read this once it is agreed. Use words that residents would use.",
        error_messages=missing("Say why it has to change."),
    )
