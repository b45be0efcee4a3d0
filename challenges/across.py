"""What is told across all challenges of a partnership: the pages that its challenges lead to."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.rules import can_see_offers
from partnership.acting import may
from partnership.models import Partnership
from partnership.sections import Section

ACROSS = (
    Section(_("The log"), "log_list", 0),
    Section(_("Measures"), "measure_list", 10),
    Section(_("Strengths"), "strength_list", 20),
    Section(_("Promises"), "promise_board", 30),
    Section(_("Barriers"), "barrier_board", 40, can_see_offers),
    Section(_("Policy aims"), "policy_coverage", 50),
)


def across(request: HttpRequest, partnership: Partnership) -> list[dict[str, object]]:
    """The pages across its challenges that this request may see. No query of its own."""
    return [
        {"name": page.name, "url": page.url(partnership)}
        for page in ACROSS
        if page.rule is None or may(request, page.rule, partnership)
    ]
