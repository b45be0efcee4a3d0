from __future__ import annotations

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from accounts.panels import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def panel_body(context: template.Context, panel: Panel) -> SafeString:
    """Draw a panel's template with what its provider gave, on top of the page's own context."""
    inner = get_template(panel.template).template  # type: ignore[attr-defined]
    with context.push(panel=panel, **panel.context):
        return mark_safe(str(inner.render(context)))
