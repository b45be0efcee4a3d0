"""For operators: reference data may be corrected here, everything else is only looked at.

What is corrected is overwritten when a newer shipped table says otherwise. Nothing is deleted:
places outlive bodies, and both outlive registers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from accounts.actor import Actor
from accounts.record import recorded
from partnership.models import Organisation, Place, PlaceCode, PlaceName

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.TabularInline[Any, Any]
else:
    AnyModelAdmin = admin.ModelAdmin
    AnyInline = admin.TabularInline


class Correctable(AnyModelAdmin):
    """Nothing is deleted, and every change is recorded as the operator's."""

    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        by = Actor(person_id=request.user.pk, name=str(request.user))
        with recorded(by, "corrected the reference data"):
            return super().changeform_view(request, object_id, form_url, extra_context)


class NameInline(AnyInline):
    model = PlaceName
    extra = 0
    can_delete = False


class CodeInline(AnyInline):
    model = PlaceCode
    extra = 0
    can_delete = False


@admin.register(Place)
class PlaceAdmin(Correctable):
    """Names, dates and codes of a place; outlines and population come from the tables only."""

    list_display = ["name", "kind", "region", "starts_on", "ends_on"]
    list_filter = ["kind", "region"]
    search_fields = ["name", "names__name", "codes__value"]
    raw_id_fields = ["parent"]
    inlines = [NameInline, CodeInline]


@admin.register(Organisation)
class OrganisationAdmin(Correctable):
    """Names, sectors, codes and dates of bodies."""

    list_display = ["name", "kind", "sector", "ods_code", "ons_code", "starts_on", "ends_on"]
    list_filter = ["sector", "kind", "invented"]
    search_fields = ["name", "ods_code", "ons_code"]
