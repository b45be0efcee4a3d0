"""What the public page of a partnership shows, to whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import gather
from partnership.acting import may
from partnership.formerly import former_names
from partnership.mix import sectors_of
from partnership.models import Hat, Partner, Partnership, Terms
from partnership.models.capacity import HEADS
from partnership.rules import can_see_what_needs

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

PAGE = 100


def shown_partnerships(person: Person | AnonymousUser) -> QuerySet[Partnership]:
    """Those that somebody may see, with `terms_shown`: whether they may read terms of it."""
    terms = Terms.objects.visible_to(person).filter(partnership=OuterRef("pk"))
    return (
        Partnership.objects.visible_to(person)
        .select_related("place")
        .annotate(terms_shown=Exists(terms))
    )


def public_page(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """The template's context. The partnership must have come from `shown_partnerships`."""
    today = timezone.localdate()
    partners = (
        Partner.objects.on(today)
        .filter(partnership=partnership)
        .select_related("organisation")
        .order_by("organisation__sector", "organisation__name", "pk")
    )
    page = _page_of(partners, request.GET.get("page"))
    leads = (
        Hat.objects.current()
        .filter(partnership=partnership, capacity__in=HEADS)
        .select_related("person", "organisation")
        .order_by("capacity")[:10]
    )
    return {
        "partnership": partnership,
        "partner_page": page,
        "sectors": sectors_of(page),
        "former_names": former_names((one.organisation_id for one in page), request.user),
        "leads": leads,
        "heads": may(request, can_see_what_needs, partnership),
        "panels": gather(settings.PARTNERSHIP_PANELS, request, partnership),
    }


def _page_of(partners: QuerySet[Partner], number: str | None) -> Page[Partner]:
    """A page of them. Nothing is counted where all stand on the first, as nearly everywhere."""
    first = list(partners[: PAGE + 1])
    if len(first) <= PAGE:
        return Paginator(first, PAGE).get_page(number)
    page = Paginator(partners, PAGE).get_page(number)
    if page.number == 1:
        page.object_list = first[:PAGE]
    return page
