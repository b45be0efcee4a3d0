from __future__ import annotations

from typing import Any

from django import forms

from partnership.models import Organisation, Partnership, Place


class _Places(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Areas by name; one drawn in 2026 says so, because some kept the name of an older one."""

    def label_from_instance(self, place: Place) -> str:
        new = place.starts_on is not None and place.starts_on.year >= 2026
        return f"{place.name} (since {place.starts_on:%B %Y})" if new else place.name


class PartnershipBeginForm(forms.Form):
    """Who begins a partnership, for which place, and on whose behalf."""

    place = _Places(
        Place.objects.none(),
        label="The place",
        help_text="Where the people live whom it serves.",
        empty_label="Choose a place",
    )
    name = forms.CharField(
        max_length=200,
        label="Name of the partnership",
        help_text="For example: Hertfordshire and West Essex partnership.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Your own organisation",
        help_text="You will be the chair, acting for this organisation.",
        empty_label="Choose your organisation",
    )

    def __init__(
        self,
        *args: Any,
        places: Any,
        organisations: list[Organisation],
        chosen: Place | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        found = [(one.pk, one.name) for one in organisations]  # the likest first
        own: Any = self.fields["organisation"]
        own.queryset = Organisation.objects.filter(pk__in=[pk for pk, _name in found])
        own.choices = [("", own.empty_label), *found]
        if chosen is not None:
            self.fields["place"].initial = chosen.pk


class PurposeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the partnership is called and what it is for."""

    class Meta:
        model = Partnership
        fields = ["name", "purpose"]
        labels = {
            "name": "Name",
            "purpose": "What is it for?",
        }
        help_texts = {
            "purpose": "In words a resident would use. It stands at the top of the public page.",
        }
        widgets = {"purpose": forms.Textarea({"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].required = True
