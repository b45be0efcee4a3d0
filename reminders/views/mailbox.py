"""The mailbox of development: every message that was sent from this checkout, for all to read.

Wired in `urls_development.py` alone, so that it exists nowhere else.
"""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reminders import mailbox

# A message is somebody else's page: it may show its words, and nothing more.
WORDS_ONLY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "sandbox allow-top-navigation-by-user-activation"
)


def _message_or_404(key: str) -> EmailMessage:
    found = mailbox.message(key)
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def mailbox_list(request: HttpRequest) -> HttpResponse:
    """The latest messages, newest first, of everybody or of one recipient."""
    to = request.GET.get("to", "").strip()
    page = Paginator(mailbox.latest(to), 50).get_page(request.GET.get("page"))
    query = f"{urlencode({'to': to})}&" if to else ""
    return render(request, "dev/mailbox_list.html", {"page": page, "to": to, "query": query})


@login_not_required
@require_safe
def mailbox_message(request: HttpRequest, key: str) -> HttpResponse:
    """One message: who, when, its text, what is attached."""
    found = _message_or_404(key)
    context = {
        "key": key,
        "message": found,
        "subject": str(found["Subject"] or "").strip(),
        "headers": [(name, str(value).strip()) for name, value in found.items()],
        "text": mailbox.body(found, "plain"),
        "has_html": bool(mailbox.body(found, "html")),
        "enclosed": mailbox.enclosed(found),
    }
    return render(request, "dev/mailbox_message.html", context)


@login_not_required
@require_safe
def mailbox_html(request: HttpRequest, key: str) -> HttpResponse:
    """Its HTML part as it is, under a policy of its own."""
    words = mailbox.body(_message_or_404(key), "html")
    return HttpResponse(words, headers={"Content-Security-Policy": WORDS_ONLY})


@login_not_required
@require_safe
def mailbox_attachment(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """One attachment, to be saved and never shown."""
    for one in mailbox.enclosed(_message_or_404(key)):
        if one.position == position:
            response = HttpResponse(one.content, content_type="application/octet-stream")
            name = one.name.replace('"', "")
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
    raise Http404
