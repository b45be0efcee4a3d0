"""What we sent you and why: by the private link of a contact point, without signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reminders.explaining import explained, sent_to
from reminders.views.preferences import contact_of

PER_PAGE = 25


@login_not_required
@require_safe
def sent_list(request: HttpRequest, token: str) -> HttpResponse:
    """The newest first; of this contact point alone."""
    contact = contact_of(token)
    page = Paginator(sent_to(contact.pk), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "token": token,
        "way": contact.get_kind_display().lower(),
        "page": page,
        "rows": explained(list(page.object_list)),
        "messages_word": _("messages"),
    }
    return render(request, "reminders/sent_list.html", context)
