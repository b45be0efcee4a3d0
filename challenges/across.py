"""What is told across all challenges of a partnership: the pages that its challenges lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from challenges.rules import can_see_offers
from partnership.acting import may
from partnership.models import Partnership


@dataclass(frozen=True, slots=True)
class Across:
    """A page about all challenges of a partnership. Who may not enter is not shown the door."""

    name: str | Promise
    route: str
    rule: Callable[[Actor, Partnership], bool] | None = None


ACROSS = (
    Across(_("The log"), "log_list"),
    Across(_("Measures"), "measure_list"),
    Across(_("Strengths"), "strength_list"),
    Across(_("Promises"), "promise_board"),
    Across(_("Barriers"), "barrier_board", can_see_offers),
    Across(_("Policy aims"), "policy_coverage"),
)


def across(request: HttpRequest, partnership: Partnership) -> list[dict[str, object]]:
    """The pages across its challenges that this request may see. No query of its own."""
    return [
        {"name": page.name, "url": reverse(page.route, args=[partnership.slug])}
        for page in ACROSS
        if page.rule is None or may(request, page.rule, partnership)
    ]
