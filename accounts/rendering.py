"""How forms are drawn: FORM_RENDERER = "accounts.rendering.PageForms"."""

from collections.abc import Mapping
from typing import Any

from django.forms import RadioSelect, SelectDateWidget
from django.forms.renderers import TemplatesSetting


class PageForms(TemplatesSetting):
    """Django's forms in our mark-up, from `templates/django/forms/`."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


class Opening(RadioSelect):
    """Radios of which some open a part of the page; without scripts all parts are open."""

    def __init__(self, *args: Any, opens: Mapping[str, str], **kwargs: Any) -> None:
        """`opens` says for the value of a radio which part it opens, by its id."""
        super().__init__(*args, **kwargs)
        self.opens = opens

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["value"] in self.opens:
            option["attrs"]["data-opens"] = self.opens[option["value"]]
        return option


class DayMonthYear(SelectDateWidget):
    """A date typed as day, month and year: quicker than lists, and kinder than a calendar."""

    template_name = "django/forms/widgets/day_month_year.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template needs: the three parts with their names and what was typed."""
        given = self.format_value(value) or {}
        return {
            "widget": {
                "name": name,
                "attrs": {**self.attrs, **(attrs or {})},
                "is_hidden": False,
                "required": self.is_required,
                "template_name": self.template_name,
                "day": {"name": self.day_field % name, "value": given.get("day")},
                "month": {"name": self.month_field % name, "value": given.get("month")},
                "year": {"name": self.year_field % name, "value": given.get("year")},
            }
        }

    def id_for_label(self, id_: str) -> str:
        """Where the link of an error leads: the day."""
        return f"{id_}_day"
