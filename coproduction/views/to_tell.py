"""Whom to phone and whom to write to: for the coordinator, by session and for the partnership."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.by_hand import note_not_reached, tell_by_hand
from coproduction.actions.contacting import change_contact
from coproduction.by_hand import Scope, about_partnership, about_sessions, tellings, to_tell
from coproduction.forms.booking import ReachForm
from coproduction.models import Session
from coproduction.views.running import running
from partnership.acting import permitted_actor
from partnership.downloads import table_response
from partnership.models import Partnership

PER_PAGE = 50
MOST_LETTERS = 500


def _of_session(request: HttpRequest, partnership: str, session: str) -> Scope:
    found, actor = running(request, partnership, session, rules.can_see_contacts)
    about = about_sessions(Session.objects.filter(pk=found.pk))
    return Scope(found.partnership, found, actor, about)


def _of_partnership(request: HttpRequest, partnership: str) -> Scope:
    seen = Partnership.objects.visible_to(request.user)
    found = get_object_or_404(seen, slug=partnership)
    actor = permitted_actor(request, rules.can_tell_by_hand, found)
    return Scope(found, None, actor, about_partnership(found))


@require_safe
def session_to_tell(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    return _list(request, _of_session(request, partnership, session))


@require_safe
def partnership_to_tell(request: HttpRequest, partnership: str) -> HttpResponse:
    return _list(request, _of_partnership(request, partnership))


def _list(request: HttpRequest, scope: Scope) -> HttpResponse:
    page = Paginator(to_tell(scope.about), PER_PAGE).get_page(request.GET.get("page"))
    told = list(tellings(page.object_list, timezone.now()))
    context = {
        "scope": scope,
        "session": scope.session,
        "partnership": scope.partnership,
        "page": page,
        "calls": [one for one in told if not one.is_by_post],
        "letters": [one for one in told if one.is_by_post],
        "told_url": scope.url("_told"),
        "letters_url": scope.url("_letters"),
        "csv_url": scope.url("_download"),
    }
    return render(request, "coproduction/to_tell.html", context)


@require_safe
def session_to_tell_letters(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    return _letters(request, _of_session(request, partnership, session))


@require_safe
def partnership_to_tell_letters(request: HttpRequest, partnership: str) -> HttpResponse:
    return _letters(request, _of_partnership(request, partnership))


def _letters(request: HttpRequest, scope: Scope) -> HttpResponse:
    by_post = to_tell(scope.about).filter(contact__kind="post")[:MOST_LETTERS]
    now = timezone.now()
    letters = [one.letter for one in tellings(by_post, now)]
    context = {"scope": scope, "letters": letters, "today": timezone.localdate(now)}
    return render(request, "coproduction/letters.html", context)


@require_safe
def session_to_tell_download(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    return _download(_of_session(request, partnership, session))


@require_safe
def partnership_to_tell_download(request: HttpRequest, partnership: str) -> HttpResponse:
    return _download(_of_partnership(request, partnership))


def _download(scope: Scope) -> HttpResponse:
    rows = []
    for one in tellings(to_tell(scope.about)[: 10 * MOST_LETTERS], timezone.now()):
        contact = one.notice.contact
        said = " ".join([one.message.subject, *one.words])
        cells = [one.name, one.reference, contact.get_kind_display(), one.reach, said]
        rows.append([*cells, one.notice.why])
    headings = ["Name", "Reference", "How", "Number or address", "What to say", "Note"]
    return table_response("csv", name=f"{scope.slug}-to-tell", headings=headings, rows=rows)


@require_POST
def session_to_tell_told(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    return _told(request, _of_session(request, partnership, session))


@require_POST
def partnership_to_tell_told(request: HttpRequest, partnership: str) -> HttpResponse:
    return _told(request, _of_partnership(request, partnership))


@require_http_methods(["GET", "HEAD", "POST"])
def booking_contact(
    request: HttpRequest, partnership: str, session: str, booking: int
) -> HttpResponse:
    """Somebody told the coordinator where else they can be reached."""
    found, actor = running(request, partnership, session, rules.can_see_contacts)
    one = get_object_or_404(found.bookings.standing().select_related("contact"), pk=booking)
    form = ReachForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            moved = change_contact(one, by=actor, reach=form.reach(), now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            sent = f" What they were not told yet goes there now: {moved}." if moved else ""
            messages.success(request, f"{one.reference} is reached there from now on.{sent}")
            return redirect("session_attendees", partnership, session)
    context = {"session": found, "booking": one, "form": form}
    status = 422 if form.errors else 200
    return render(request, "coproduction/booking_contact.html", context, status=status)


def _told(request: HttpRequest, scope: Scope) -> HttpResponse:
    chosen = {int(one) for one in request.POST.getlist("notice") if one.isdecimal()}
    now = timezone.now()
    if request.POST.get("outcome") == "not-reached":
        note_not_reached(
            scope.partnership, by=scope.actor, about=scope.about, notices=chosen, now=now
        )
        messages.info(request, "Noted. They stay on the list.")
    else:
        count = tell_by_hand(
            scope.partnership, by=scope.actor, about=scope.about, notices=chosen, now=now
        )
        messages.success(
            request, "Noted: 1 is told." if count == 1 else f"Noted: {count} are told."
        )
    return redirect(scope.url())
