from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField

from accounts.rendering import DayMonthYear
from leaders.actions.pulse import MOST_PARTNERS, Scores
from leaders.models import PulseReturn
from leaders.pulse_figures import STATEMENTS
from partnership.models import Organisation
from partnership.phrases import in_a_row

IN_WORDS = {
    "keeps_word": "They do what they say they will do",
    "is_open": "They are open with us, also when it is hard",
    "values_us": "They value what we bring",
}
ANSWERS = [
    (1, "1 – never"),
    (2, "2 – seldom"),
    (3, "3 – sometimes"),
    (4, "4 – mostly"),
    (5, "5 – always"),
]


class RoundForm(forms.Form):
    """The days on which a round can be answered."""

    opens_on = forms.DateField(
        label="From which day can people answer?",
        error_messages={"required": "Enter the first day."},
        widget=DayMonthYear,
    )
    last_day = forms.DateField(
        label="Until which day?",
        help_text="The last day on which they can answer. Three weeks are usual.",
        error_messages={"required": "Enter the last day."},
        widget=DayMonthYear,
    )


class LastDayForm(RoundForm):
    opens_on = None  # type: ignore[assignment]


class PartnersForm(forms.Form):
    """The partners that a representative works with."""

    about = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Partners that you know from working together",
        help_text=f"Choose up to {MOST_PARTNERS}.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one partner that you work with."},
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = partners  # type: ignore[attr-defined]

    def clean_about(self) -> list[Organisation]:
        chosen = list(self.cleaned_data["about"])
        if len(chosen) > MOST_PARTNERS:
            raise forms.ValidationError(
                f"You chose {len(chosen)}. Choose {MOST_PARTNERS} at most: those that you work "
                "with most."
            )
        return chosen


class AnswersForm(forms.Form):
    """Three statements about each chosen partner, and whose view decided."""

    whose_view = forms.ChoiceField(
        label="Think of the last decision that this partnership took. Whose view decided it?",
        choices=PulseReturn.Whose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose view decided the last decision."},
    )

    def __init__(self, *args: Any, partners: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = list(partners)
        for partner in self.partners:
            for statement, words in IN_WORDS.items():
                self.fields[f"{statement}_{partner.pk}"] = forms.TypedChoiceField(
                    label=f"{partner.name}: {words.lower()}",
                    coerce=int,
                    choices=[("", "Choose"), *ANSWERS],
                    error_messages={"required": f"{partner.name}: choose “{words}” from 1 to 5."},
                )
        self.order_fields([*(name for name in self.fields if name != "whose_view"), "whose_view"])

    def rows(self) -> list[tuple[Organisation, list[tuple[str, BoundField]]]]:
        """For the page: each partner with its statements and their fields."""
        return [
            (partner, [(words, self[f"{name}_{partner.pk}"]) for name, words in IN_WORDS.items()])
            for partner in self.partners
        ]

    def missing(self) -> list[dict[str, str]]:
        """For the summary: a line for each partner with the statements to answer, then the rest."""
        lines = []
        for partner, fields in self.rows():
            asked = [(words, field) for words, field in fields if field.errors]
            if asked:
                what = in_a_row([f"“{words.lower()}”" for words, _ in asked])
                text = f"{partner.name}: choose from 1 to 5 for {what}"
                if len(asked) == len(fields):
                    text = f"{partner.name}: choose from 1 to 5 for each statement"
                lines.append({"text": text, "url": f"#{asked[0][1].id_for_label}"})
        view = self["whose_view"]
        lines += [{"text": str(error), "url": f"#{view.auto_id}"} for error in view.errors]
        return lines + [{"text": str(error)} for error in self.non_field_errors()]

    def answers(self) -> dict[int, Scores]:
        given = self.cleaned_data
        return {
            partner.pk: tuple(given[f"{name}_{partner.pk}"] for name in STATEMENTS)
            for partner in self.partners
        }
