"""What people type about challenges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from partnership.models import Hat


def missing(words: str) -> dict[str, str]:
    """What an empty field says: how to put it right."""
    return {"required": words}


def day_missing(words: str) -> dict[str, str]:
    """The same for a day, which may also be no day at all."""
    return {"required": words, "invalid": "Enter a real day, such as 3/11/2026."}


class DayInput(forms.DateInput):
    """A day near today: the phone's own calendar opens on it."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "nhsuk-input--width-10"}, **kwargs)


class HatForm(forms.Form):
    """A form in which the person chooses the hat, among those that have the right."""

    hat = forms.TypedChoiceField(label="You are acting as", coerce=int)

    def __init__(self, *args: Any, hats: Sequence[Hat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hats = {hat.pk: hat for hat in hats}
        field = self.fields["hat"]
        field.choices = [(hat.pk, hat.label) for hat in hats]  # type: ignore[attr-defined]
        field.initial = hats[0].pk
        if len(hats) == 1:
            field.widget = forms.HiddenInput()

    @property
    def only_hat(self) -> Hat | None:
        """The one hat there is to act in, if there is no choice."""
        return next(iter(self.hats.values())) if len(self.hats) == 1 else None

    def chosen_hat(self) -> Hat:
        return self.hats[self.cleaned_data["hat"]]
