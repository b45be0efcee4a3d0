"""What of the log somebody wants to see: words, and choices that stay in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from challenges.forms.words import DayInput, day_missing
from challenges.models import EntryPractice, LogEntry
from leaders.models import Skill
from partnership.models import Sector

Choices = Sequence[tuple[Any, str]]


class LogFilterForm(forms.Form):
    """All of it is optional. What is no choice is said, and filters nothing."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    challenge = forms.ChoiceField(label="Challenge", required=False)
    kind = forms.ChoiceField(label="Kind of work", required=False)
    organisation = forms.ChoiceField(label="Organisation", required=False)
    sector = forms.ChoiceField(label="Sector", required=False)
    person = forms.ChoiceField(label="Person", required=False)
    skill = forms.ChoiceField(label="Skill practised", required=False)
    strength = forms.ChoiceField(label="Strength called on", required=False)
    since = forms.DateField(
        label="From", required=False, widget=DayInput(), error_messages=day_missing("")
    )
    until = forms.DateField(
        label="To", required=False, widget=DayInput(), error_messages=day_missing("")
    )
    seen_by = forms.ChoiceField(label="Who can see it", required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        """`choices` has what belongs to this log; what is not there is no filter of it."""
        super().__init__(*args, **kwargs)
        fixed: dict[str, Choices] = {
            "kind": LogEntry.Kind.choices,
            "sector": Sector.choices,
            **choices,
        }
        if "skill" in choices:
            fixed["skill"] = Skill.choices
        if "seen_by" in choices:
            fixed["seen_by"] = LogEntry.Visibility.choices
        for name, field in list(self.fields.items()):
            field.depends = True  # type: ignore[attr-defined]
            if not isinstance(field, forms.ChoiceField):
                continue
            if not fixed.get(name):
                del self.fields[name]
                continue
            field.choices = [("", "All"), *fixed[name]]

    def chosen(self) -> dict[str, Any]:
        """What was chosen and is a choice."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def shows_more(self) -> bool:
        """Whether something other than the words was chosen."""
        return bool(self.chosen().keys() - {"q"}) or bool(self.errors)


def filtered(
    entries: QuerySet[LogEntry], chosen: Mapping[str, Any], practised: QuerySet[EntryPractice]
) -> QuerySet[LogEntry]:
    """The entries that fit all that was chosen, but the words. Each is there once."""
    for name, value in chosen.items():
        if name in _RULES:
            entries = entries.filter(_RULES[name](value))
    if "skill" in chosen:
        noted = practised.filter(practice__skill=chosen["skill"])
        entries = entries.filter(pk__in=noted.values("entry"))
    return entries


def _of_organisation(pk: str) -> Q:
    """Done for it, or together with it."""
    with_it = LogEntry.with_organisations.through.objects.filter(organisation=int(pk))
    return Q(hat__organisation=pk) | Q(pk__in=with_it.values("logentry"))


def _of_sector(sector: str) -> Q:
    """Done for a body of it, or together with one."""
    with_it = LogEntry.with_organisations.through.objects.filter(organisation__sector=sector)
    own = Q(hat__organisation__sector=sector) | Q(pk__in=with_it.values("logentry"))
    return own | Q(hat__organisation=None) if sector == Sector.RESIDENTS else own


def _with_strength(pk: str) -> Q:
    called_on = LogEntry.strengths.through.objects.filter(strength=int(pk))
    return Q(pk__in=called_on.values("logentry"))


_RULES: Mapping[str, Any] = {
    "challenge": lambda pk: Q(challenge=pk),
    "kind": lambda kind: Q(kind=kind),
    "organisation": _of_organisation,
    "sector": _of_sector,
    "person": lambda pk: Q(hat__person=pk),
    "strength": _with_strength,
    "since": lambda day: Q(happened_on__gte=day),
    "until": lambda day: Q(happened_on__lte=day),
    "seen_by": lambda visibility: Q(visibility=visibility),
}
