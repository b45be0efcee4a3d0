"""What citizens are asked when they book: one question to a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.phones import dialled
from coproduction.capacity import Places
from coproduction.models import Booking
from coproduction.needs import OFFERS, Need
from coproduction.wishes import Reach

OTHERS = 10


class ModeForm(forms.Form):
    """How somebody joins, and how many places they need."""

    mode = forms.ChoiceField(
        label=gettext_lazy("How will you join?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you will join")},
    )
    party_size = forms.TypedChoiceField(
        label=gettext_lazy("How many places do you need?"),
        help_text=gettext_lazy("Count yourself and anybody who comes with you."),
        coerce=int,
        initial=1,
        widget=forms.Select({"class": "nhsuk-input--width-4"}),
        choices=[(size, size) for size in range(1, OTHERS + 1)],
        error_messages={"required": gettext_lazy("Choose how many places you need")},
    )

    def __init__(self, *args: Any, places: dict[str, Places], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(mode, _mode_label(one)) for mode, one in places.items()]
        self.fields["mode"].choices = choices  # type: ignore[attr-defined]


def _mode_label(places: Places) -> str:
    words = {Booking.Mode.ROOM: _("In the room"), Booking.Mode.ONLINE: _("Online")}
    return f"{words[Booking.Mode(places.mode)]} – {left_in_words(places)}"


def left_in_words(places: Places) -> str:
    """ "12 places left", or that it is full and one can wait."""
    if places.is_full:
        return _("full, you can join the waiting list")
    return ngettext("%d place left", "%d places left", places.free) % places.free


class WhoForm(forms.Form):
    """Who somebody is, and where we can write to them."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As you would like to be called."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name", "class": "nhsuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Tell us your name")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How shall we write to you?"),
        choices=[("email", gettext_lazy("By email")), ("phone", gettext_lazy("By text message"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose email or text message")},
    )
    email = forms.CharField(
        label=gettext_lazy("Your email address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(
            {
                "type": "email",
                "autocomplete": "email",
                "spellcheck": "false",
                "class": "nhsuk-input--width-20",
            }
        ),
    )
    phone = forms.CharField(
        label=gettext_lazy("Your phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            {"type": "tel", "autocomplete": "tel", "class": "nhsuk-input--width-10"}
        ),
    )
    tell_me = forms.BooleanField(
        label=gettext_lazy("Tell me later what became of what people said"),
        required=False,
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == "email":
            self._check_email(data.get("email", ""))
        if data.get("kind") == "phone":
            data["phone"] = self._dialled(data.get("phone", ""))
        return data

    def _dialled(self, typed: str) -> str:
        number = dialled(typed)
        if not number:
            self.add_error("phone", _("Enter a phone number, like 01632 960 001"))
        return number

    def _check_email(self, email: str) -> None:
        try:
            validate_email(email)
        except forms.ValidationError:
            self.add_error("email", _("Enter an email address, like name@example.org"))

    def reach(self) -> Reach:
        """The one way that was chosen."""
        kind = self.cleaned_data["kind"]
        value = self.cleaned_data[kind]
        return Reach(kind, value.strip())


class SupportForm(forms.Form):
    """What would help somebody to take part, as offers. Nothing has to be asked for."""

    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What would help you to take part?"),
        help_text=gettext_lazy("Choose as many as you like, or none."),
        required=False,
        choices=list(OFFERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    interpreter = forms.CharField(
        label=gettext_lazy("Which language?"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )
    other = forms.CharField(
        label=gettext_lazy("What would help?"),
        help_text=gettext_lazy(
            "Tell us what to arrange. You do not need to say why, or name a condition."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = data.get("needs", [])
        if "interpreter" in chosen and not data.get("interpreter"):
            self.add_error("interpreter", _("Tell us which language"))
        if "other" in chosen and not data.get("other"):
            self.add_error("other", _("Tell us what would help"))
        return data

    def wanted(self) -> tuple[Need, ...]:
        """What was chosen, with its words."""
        data = self.cleaned_data
        return tuple(Need(code, str(data.get(code, "")).strip()) for code in data["needs"])


def as_answers(needs: tuple[Need, ...] | list[Need]) -> dict[str, Any]:
    """The form's initial answers for what was chosen before."""
    details = {need.code: need.detail for need in needs if need.detail}
    return {"needs": [need.code for need in needs], **details}


class CheckForm(forms.Form):
    """The last step: the form's own key, and what to do if the places go meanwhile."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    or_wait = forms.BooleanField(
        label=gettext_lazy("If it fills up before I finish, put me on the waiting list"),
        required=False,
        initial=True,
    )


class ReachForm(WhoForm):
    """Where else somebody can be reached, as they told the coordinator."""

    name = None  # type: ignore[assignment]
    tell_me = None  # type: ignore[assignment]
    post = forms.CharField(
        label="Postal address", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"kind": "How can they be told?", "email": "Email address", "phone": "Phone number"}
        for name, label in words.items():
            self.fields[name].label = label
        kinds = [("email", "By email"), ("phone", "By phone or text"), ("post", "By post")]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == "post" and not data.get("post"):
            self.add_error("post", "Enter the address to write to")
        return data


class ForSomebodyForm(ModeForm, WhoForm, SupportForm):
    """Everything at once, for a coordinator on the phone."""

    field_order = ["name", "kind", "email", "phone", "post", "mode", "party_size", "needs"]
    key = forms.UUIDField(widget=forms.HiddenInput)
    post = forms.CharField(
        label="Postal address", required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "name": "Their name",
            "kind": "How do they want to be told?",
            "email": "Email address",
            "phone": "Phone number",
            "mode": "How will they join?",
            "party_size": "How many places?",
            "needs": "What would help them to take part?",
            "tell_me": "They want to know what became of what people said",
        }
        for name, label in words.items():
            self.fields[name].label = label
        self.fields["name"].help_text = ""
        kinds = [("email", "By email"), ("phone", "By phone or text"), ("post", "By post")]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == "post" and not data.get("post"):
            self.add_error("post", "Enter the address to write to")
        return data
