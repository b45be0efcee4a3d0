from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reminders.kinds import Topic
from reminders.models import Rhythm
from reminders.wishes import Wishes


class PreferenceForm(forms.Form):
    """What may we write to you about, how often, and when not?"""

    wanted = forms.MultipleChoiceField(
        label=_("What may we write to you about?"),
        help_text=_("Untick what you do not want. You can come back and change this."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    often = forms.ChoiceField(
        label=_("How often?"),
        choices=Rhythm.Often.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often we may write to you.")},
    )
    spared = forms.BooleanField(
        label=_("Not at weekends or on bank holidays"),
        required=False,
    )

    def __init__(
        self, *args: Any, topics: Mapping[str, Topic], wishes: Wishes, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wanted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(topic.name, topic.label) for topic in topics.values()]
        field.initial = [topic for topic in topics if topic not in wishes.left]
        self.fields["often"].initial = wishes.often
        self.fields["spared"].initial = not wishes.weekends
