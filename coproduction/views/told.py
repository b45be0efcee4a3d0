"""What was told about a session: owed, sent, not sent and why; and once more, where it pays."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import Actor
from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.messaging import confirm_message, resend_message
from coproduction.models import Session
from coproduction.told import STATES, Told, notices_of, told, totals
from coproduction.views.running import running
from reminders.actions.resending import why_not_again
from reminders.kinds import kinds
from reminders.models import Notice
from reminders.timeline import timeline

PER_PAGE = 50


@require_safe
def session_messages(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    """Totals for each kind, and every message; the filters are in the address."""
    found, actor = running(request, partnership, session, rules.can_see_attendees)
    chosen = _chosen(request)
    rows = notices_of(found).filter(**chosen).select_related("contact__person")
    page = Paginator(rows.order_by("-due_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "session": found,
        "totals": totals(found),
        "states": STATES,
        "chosen": chosen,
        "page": page,
        "rows": told(list(page.object_list), found),
        "query": f"{urlencode(chosen)}&" if chosen else "",
        "sees_contacts": rules.can_see_contacts(actor, found),
    }
    return render(request, "coproduction/session_messages.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The filters that say something known."""
    known = {"state": Notice.State.values, "kind": [*kinds()]}
    given = {name: request.GET.get(name, "") for name in known}
    return {name: value for name, value in given.items() if value in known[name]}


def _one(session: Session, pk: int) -> Told:
    rows = notices_of(session).select_related("contact__person", "digest")
    return told([get_object_or_404(rows, pk=pk)], session)[0]


def _context(session: Session, actor: Actor, one: Told) -> dict[str, Any]:
    why = why_not_again(one.notice, timezone.now())
    return {
        "session": session,
        "one": one,
        "because": kinds()[one.notice.kind].audience if one.notice.kind in kinds() else "",
        "history": timeline(one.notice),
        "why_not_again": why,
        "may_resend": rules.can_resend_messages(actor, session),
        "sees_contacts": rules.can_see_contacts(actor, session),
        "unclear": one.notice.state == Notice.State.UNCERTAIN,
    }


@require_safe
def message_detail(
    request: HttpRequest, partnership: str, session: str, message: int
) -> HttpResponse:
    """The life of one message."""
    found, actor = running(request, partnership, session, rules.can_see_attendees)
    context = _context(found, actor, _one(found, message))
    return render(request, "coproduction/message_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def message_resend(
    request: HttpRequest, partnership: str, session: str, message: int
) -> HttpResponse:
    """Name what it does, then send it once more."""
    found, actor = running(request, partnership, session, rules.can_resend_messages)
    one = _one(found, message)
    if request.method != "POST":
        context = _context(found, actor, one)
        return render(request, "coproduction/message_resend.html", context)
    try:
        resend_message(found, by=actor, notice=one.notice, now=timezone.now())
        messages.success(request, "It is on its way again.")
    except Refused as refused:
        messages.error(request, f"It was not sent again: {refused}")
    return redirect("message_detail", partnership, session, message)


@require_POST
def message_confirm(
    request: HttpRequest, partnership: str, session: str, message: int
) -> HttpResponse:
    """They say that it arrived: nobody need wonder any more."""
    found, actor = running(request, partnership, session, rules.can_resend_messages)
    try:
        confirm_message(found, by=actor, notice=_one(found, message).notice, now=timezone.now())
        messages.success(request, "Noted: it arrived.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("message_detail", partnership, session, message)
