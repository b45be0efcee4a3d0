from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnership.models import Organisation
from partnership.phrases import in_a_row

register = template.Library()
NAMED = 3


@register.filter
def formerly(organisation: Organisation, names: Mapping[int, Sequence[str]] | None) -> SafeString:
    """The former names of a body, softly in a line below its own: "formerly A and B".

    `names` come from `partnership.formerly.former_names`, once for a whole page.
    """
    known = list((names or {}).get(organisation.pk, ()))
    if not known:
        return SafeString("")
    if len(known) > NAMED:
        rest = _("%(count)s others") % {"count": len(known) - NAMED + 1}
        known = [*known[: NAMED - 1], rest]
    words = _("formerly %(names)s") % {"names": in_a_row(known)}
    return format_html('<br><span class="quiet small">{}</span>', words)
