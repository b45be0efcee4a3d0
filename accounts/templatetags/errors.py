"""Errors that say how to put them right, also where a form has no words of its own."""

from __future__ import annotations

from django import template
from django.forms import BoundField, ChoiceField, Field
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def plainly(error: object, field: BoundField) -> str:
    """Django's "This field is required." names no field; everything else is left as it is."""
    said, asked = str(error), str(field.label)
    if said != str(Field.default_error_messages["required"]):
        return said
    if asked.endswith("?"):
        return _("Answer “%(question)s”") % {"question": asked}
    if isinstance(field.field, ChoiceField):
        return _("Choose “%(label)s”") % {"label": asked}
    return _("Fill in “%(label)s”") % {"label": asked}
