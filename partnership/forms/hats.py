from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from partnership.models import Hat, Organisation, Partner, Partnership


class HatForm(forms.Form):
    """Who acts in the partnership, as what, for whom."""

    name = forms.CharField(max_length=200, label="Name")
    email = forms.EmailField(
        required=False,
        label="Email",
        help_text="They sign in with a code that is sent there. Leave it empty if they have none.",
    )
    capacity = forms.ChoiceField(
        choices=Hat.Capacity.choices, label="What they do", widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label="For which partner",
        empty_label="None: a resident",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Partner.objects.on(timezone.localdate()).filter(partnership=partnership)
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=current.values("organisation")
        )
