from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

one_line = RegexValidator(
    r"^[^\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$",
    _("Leave out line breaks and invisible characters."),
)


def _email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("What is your email address?"),
        max_length=254,
        widget=forms.EmailInput(
            {"autocomplete": "email", "spellcheck": "false", "class": "nhsuk-input--width-30"}
        ),
        error_messages={
            "required": _("Enter your email address."),
            "invalid": _("Enter an email address like name@example.org."),
        },
    )


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("What is your name?"),
        help_text=_("As you would like to be called."),
        max_length=200,
        validators=[one_line],
        widget=forms.TextInput({"autocomplete": "name", "class": "nhsuk-input--width-20"}),
        error_messages={"required": _("Enter your name.")},
    )


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Enter the code from the email"),
        help_text=_("Eight digits. It may take a few minutes to arrive. Look among spam as well."),
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "nhsuk-input--width-10 nhsuk-input--code",
            }
        ),
        error_messages={"required": _("Enter the code.")},
    )


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]
    """Where shall the code go? Every address is answered alike."""

    email = _email_field()


class SignInCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent to sign in."""

    code = _code_field()


class SignUpForm(forms.Form):
    """Who are you? Nothing is kept before the address is proved."""

    name = _name_field()
    email = _email_field()

    def clean_email(self) -> str:
        """The address as it is kept."""
        return str(self.cleaned_data["email"]).strip().lower()


class SignUpCodeForm(forms.Form):
    """The code that was sent to sign up."""

    code = _code_field()

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        """The code, if it is the one that was sent; case, dashes and spaces do not matter."""
        code = str(self.cleaned_data["code"])
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(get_adapter().error_messages["incorrect_code"])
        return code


class NameForm(forms.Form):
    """What somebody is called."""

    name = _name_field()


def _short_code_field(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "nhsuk-input--width-10 nhsuk-input--code",
            }
        ),
        error_messages={"required": _("Enter the code.")},
    )


class StepCodeForm(ReauthenticateForm):  # type: ignore[misc]
    """A code of the app, or one of the recovery codes."""

    code = _short_code_field(
        _("Which code does your app show?"),
        _("Six digits; they change every half minute. A recovery code works as well."),
    )

    def __init__(self, *args: Any, by_app: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_app:
            self.fields["code"].label = _("Or which recovery code have you kept?")
            self.fields["code"].help_text = _("Eight digits. Each works once.")

    @property
    def was_recovery(self) -> bool:
        """Whether the code that was right is now used up."""
        return bool(self.authenticator.type == Authenticator.Type.RECOVERY_CODES)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code that an app shows, to prove that it was set up."""

    code = _short_code_field(
        _("Which code does the app show now?"), _("Six digits; they change every half minute.")
    )

    def clean_code(self) -> str:
        """Whoever sets up an app has no recovery code yet: none is spoken of."""
        try:
            return str(super().clean_code())
        except forms.ValidationError as wrong:
            if wrong.code != "incorrect_code":
                raise
            raise forms.ValidationError(
                _("That did not work. Wait for the next code, and check the clock of your phone."),
                code=wrong.code,
            ) from wrong


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """What the browser's keeper of passkeys answered, and what its owner calls it."""

    name = forms.CharField(
        required=False,
        max_length=60,
        label=_("What do you call it?"),
        help_text=_("For example: my phone."),
        validators=[one_line],
        widget=forms.TextInput({"autocomplete": "off", "class": "nhsuk-input--width-20"}),
    )
