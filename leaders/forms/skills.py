from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.phones import dialled, takes_texts
from accounts.rendering import DayMonthYear
from leaders.actions.assessing import Levels
from leaders.actions.practice import Asked
from leaders.models import Skill, Voice
from partnership.models import Organisation

OF_ONESELF = [
    (1, gettext_lazy("1 – This is new to me")),
    (2, gettext_lazy("2 – I try it, with help")),
    (3, gettext_lazy("3 – I do it when things go well")),
    (4, gettext_lazy("4 – I do it when things are hard, too")),
    (5, gettext_lazy("5 – Others learn it from me")),
]
OF_ANOTHER = [
    (1, gettext_lazy("1 – I have not seen it yet")),
    (2, gettext_lazy("2 – They try it, with help")),
    (3, gettext_lazy("3 – They do it when things go well")),
    (4, gettext_lazy("4 – They do it when things are hard, too")),
    (5, gettext_lazy("5 – Others learn it from them")),
]
WHERE = "Choose the organisation that they work for."
ANOTHER = "Another than the one that employs you."
_IN_PLAIN_WORDS = {
    "relationships": gettext_lazy("Getting to know people and earning their trust"),
    "negotiation": gettext_lazy("Finding agreement, and sharing power"),
    "collaboration": gettext_lazy("Helping people to work together"),
    "engagement": gettext_lazy("Listening to citizens, and working with them"),
}


class PracticeForm(forms.Form):
    """What was practised, when, in which work, and one sentence learned."""

    skill = forms.ChoiceField(
        label="Which skill?",
        choices=Skill.choices,
        error_messages={"required": "Choose the skill that you practised."},
    )
    practised_on = forms.DateField(
        label="When?", widget=DayMonthYear, error_messages={"required": "Enter the day."}
    )
    work = forms.CharField(
        label="In which piece of work?",
        max_length=300,
        error_messages={"required": "Say in which piece of work."},
    )
    learned = forms.CharField(
        label="What did you learn, in a sentence?",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Write one sentence that you learned."},
    )


class AskForm(forms.Form):
    """Whom to ask, and how to reach them."""

    name = forms.CharField(
        label="Their name",
        max_length=200,
        error_messages={"required": "Enter their name."},
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )
    voice = forms.ChoiceField(
        label="Who are they?",
        choices=Voice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are a peer or a citizen."},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Their organisation",
        help_text=f"Of a peer only. {ANOTHER}",
        required=False,
        empty_label="Choose an organisation",
    )
    reach = forms.CharField(
        label="Their email, or their mobile number",
        help_text="We use it once, and delete it when they have answered, or after 30 days.",
        max_length=254,
        error_messages={"required": "Enter an email address or a mobile number."},
        widget=forms.TextInput({"class": "nhsuk-input--width-20", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, organisations: Any, voice: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.only = voice
        if voice:
            del self.fields["voice"]
        if voice == Voice.CITIZEN:
            del self.fields["organisation"]
        if voice == Voice.PEER:
            organisation = self.fields["organisation"]
            organisation.required = True
            organisation.error_messages["required"] = WHERE
            organisation.help_text = ANOTHER

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_reach(self) -> tuple[str, str]:
        typed = self.cleaned_data["reach"].strip()
        if "@" in typed:
            message = "Enter an email address like name@example.org."
            return "email", forms.EmailField(error_messages={"invalid": message}).clean(typed)
        number = dialled(typed)
        if number and takes_texts(number):
            return "phone", number
        raise forms.ValidationError(
            "Enter an email address like name@example.org, or a mobile number like 07700 900 142."
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        voice = self.only or given.get("voice")
        if voice == Voice.PEER and not given.get("organisation") and not self.only:
            self.add_error("organisation", WHERE)
        if voice == Voice.CITIZEN:
            given["organisation"] = None
        return given

    def asked(self) -> Asked:
        given = self.cleaned_data
        kind, value = given["reach"]
        return Asked(
            given["name"], self.only or given["voice"], kind, value, given.get("organisation")
        )


class LevelsForm(forms.Form):
    """How far somebody practises each of the four skills, with a few words."""

    def __init__(
        self, *args: Any, named: dict[str, tuple[str, str]], own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for skill, (name, description) in named.items():
            plain = description or ("" if own else str(_IN_PLAIN_WORDS[skill]))
            self.fields[skill] = forms.TypedChoiceField(
                label=name,
                help_text=plain,
                coerce=int,
                choices=OF_ONESELF if own else OF_ANOTHER,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose from 1 to 5: %(skill)s") % {"skill": name}},
            )
            self.fields[f"{skill}_words"] = forms.CharField(
                label=_("A few words about it"),
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 2}),
            )

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """For the page: each skill, and the words to it."""
        return [(self[name], self[f"{name}_words"]) for name in Skill.values]

    def levels(self) -> Levels:
        given = self.cleaned_data
        return {name: (given[name], given[f"{name}_words"]) for name in Skill.values}


class SkillWordsForm(forms.Form):
    """What a programme calls the four skills."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for skill, usual in Skill.choices:
            self.fields[f"{skill}_name"] = forms.CharField(
                label=str(usual),
                help_text="Your own name for it. Empty: it keeps this one.",
                required=False,
                max_length=120,
            )
            self.fields[f"{skill}_description"] = forms.CharField(
                label=f"What it means here: {str(usual).lower()}",
                required=False,
                max_length=500,
                widget=forms.Textarea({"rows": 2}),
            )

    def words(self) -> dict[str, tuple[str, str]]:
        given = self.cleaned_data
        return {
            skill: (given[f"{skill}_name"].strip(), given[f"{skill}_description"].strip())
            for skill in Skill.values
        }
