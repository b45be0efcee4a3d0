"""Numbers and periods as people write them, as fields of forms."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from challenges.numbers import NoNumber, number_of
from challenges.periods import NoPeriod, period_of


class NumberField(forms.CharField):
    """A number as people write it: 1,234.5, 31,2, 31.2 %. Nothing is None."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "nhsuk-input--width-10", "inputmode": "decimal"})
        super().__init__(**{"max_length": 60, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        words = super().to_python(value)
        if not words:
            return None
        try:
            return number_of(words)
        except NoNumber as none:
            raise ValidationError(str(none)) from none

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def run_validators(self, value: Any) -> None:
        """A number has no length."""


class CountField(NumberField):
    """A numerator or a denominator, kept to a hundredth."""

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else number.quantize(Decimal("0.01"))


class PeriodField(forms.CharField):
    """A period as people write it, as its first day."""

    def __init__(self, *, frequency: str, **kwargs: Any) -> None:
        self.frequency = frequency
        super().__init__(**{"max_length": 60, **kwargs})

    def to_python(self, value: Any) -> Any:
        words = super().to_python(value)
        if not words:
            return None
        try:
            return period_of(words, self.frequency)
        except NoPeriod as none:
            raise ValidationError(str(none)) from none

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"])

    def run_validators(self, value: Any) -> None:
        """A day has no length."""
