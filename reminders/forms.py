from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import ContactPoint
from reminders.kinds import mailings
from reminders.models import Preference


class PreferenceForm(forms.Form):
    """What may we write to you about?"""

    wanted = forms.MultipleChoiceField(
        label=_("What may we write to you about?"),
        help_text=_("Untick what you do not want. You can come back and change this."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, contact: ContactPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = set(
            Preference.objects.filter(contact=contact, wanted=False).values_list("topic", flat=True)
        )
        field = self.fields["wanted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(topic.name, topic.label) for topic in mailings().values()]
        field.initial = [topic for topic in mailings() if topic not in left]
