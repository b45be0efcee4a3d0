from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.phones import dialled
from accounts.rendering import Opening
from coproduction.models import Contribution
from coproduction.sayings import Saying
from coproduction.wishes import Reach


class NumberField(forms.CharField):
    """A phone number as phones dial it. Any that can exist will do: new ranges come every year."""

    default_error_messages = {"invalid": _("Enter a phone number like 01632 960 001.")}

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        number = dialled(typed)
        if not number:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class CodeForm(forms.Form):
    """The code of a session, as it was on the screen or on the card."""

    code = forms.CharField(
        label=_("What is the code of the session?"),
        help_text=_(
            "It was on the screen, on your card or in our message. Capitals do not matter."
        ),
        max_length=20,
        widget=forms.TextInput(
            {"class": "nhsuk-input--code", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter the code of the session.")},
    )


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("What do you want to tell us?"),
        help_text=_(
            "Use your own words, as short or as long as you like. "
            "Please leave out names, and what would tell others who somebody is."
        ),
        max_length=2000,
        widget=forms.Textarea({"rows": 7}),
        error_messages={
            "required": _("Write what you want to tell us."),
            "max_length": _("This is very long. Please say it in 2,000 letters or fewer."),
        },
    )


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it most like?"),
        choices=[
            ("experience", _("Something that happened to me, or to somebody I know")),
            ("idea", _("An idea for doing something better")),
            ("concern", _("A worry")),
            ("strength", _("Something good that we have here")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is most like.")},
    )


class ConsentForm(forms.Form):
    consent = forms.ChoiceField(
        label=_("May we show your words to others?"),
        help_text=_("We never show your name. Somebody from our team reads your words first."),
        choices=Contribution.Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether we may show your words.")},
    )


class ReachForm(forms.Form):
    """Where we can tell her what became of it, if she wants that."""

    how = forms.ChoiceField(
        label=_("Shall we tell you what became of it?"),
        help_text=_(
            "We use it for nothing else. Either way you get a private link, where you can look."
        ),
        choices=[
            ("email", _("Yes, by email")),
            ("phone", _("Yes, by text or a call")),
            ("no", _("No, I will look myself")),
        ],
        widget=Opening(opens={"email": "by-email", "phone": "by-phone"}),
        error_messages={"required": _("Choose whether we shall tell you.")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "class": "nhsuk-input--width-20"}),
        error_messages={"invalid": _("Enter an email address like name@example.org.")},
    )
    phone = NumberField(
        label=_("Your phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "tel", "inputmode": "tel", "class": "nhsuk-input--width-20"}
        ),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        how = given.get("how")
        if how == "email" and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter your email address."))
        if how == "phone" and not given.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Enter your phone number."))
        return given


class CardForm(forms.Form):
    """What somebody else said, as a facilitator writes it down."""

    words = forms.CharField(
        label="In their words", max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    provenance = forms.ChoiceField(
        label="How did it reach us?",
        choices=[
            one
            for one in Contribution.Provenance.choices
            if one[0] != Contribution.Provenance.ONLINE
        ],
    )
    kind = forms.ChoiceField(label="It is", choices=Contribution.Kind.choices)
    consent = forms.ChoiceField(
        label="May we show their words?",
        choices=[
            ("words", "Yes, without their name"),
            ("theme", "Use it, but do not show the words"),
            ("private", "No, keep it in the team"),
        ],
        initial="private",
        help_text="If you did not ask them, keep it in the team.",
    )
    said_by = forms.CharField(
        label="Who said it",
        max_length=200,
        required=False,
        help_text="Only the team sees this.",
    )
    reach = forms.CharField(
        label="Email or phone, if they want to hear back", max_length=200, required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def has_changed(self) -> bool:
        """Blank cards are left out; the fields with a choice already made do not count."""
        return any(
            str(self.data.get(self.add_prefix(name), "")).strip()
            for name in ("words", "said_by", "reach")
        )

    def clean_reach(self) -> Reach | None:
        typed = self.cleaned_data["reach"].strip()
        if not typed:
            return None
        if "@" in typed:
            message = "Enter an email address like name@example.org, or a phone number."
            field = forms.EmailField(error_messages={"invalid": message})
            return Reach("email", field.clean(typed))
        message = "Enter a phone number like 01632 960 001, or an email address."
        return Reach("phone", NumberField(error_messages={"invalid": message}).clean(typed))

    def saying(self) -> Saying:
        return Saying(**self.cleaned_data)


CardFormSet: type[forms.BaseFormSet[CardForm]] = formset_factory(
    CardForm, extra=3, max_num=10, absolute_max=10
)


class HideForm(forms.Form):
    because = forms.CharField(
        label="Why is it not shared?",
        max_length=300,
        help_text="Whoever said it can read this.",
        error_messages={"required": "Say why it is not shared."},
    )
