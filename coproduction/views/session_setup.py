"""Setting up, changing, publishing and calling off a session."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.sessions import (
    cancel_session,
    check_revisable,
    create_session,
    publish_session,
    revise_session,
)
from coproduction.consequences import is_moved_by, move_of, team_of, told_of
from coproduction.forms.session import CancelForm, SessionForm
from coproduction.models import Session
from coproduction.views.running import running
from coproduction.wishes import Plan
from partnership.acting import permitted_actor
from partnership.models import Hat, Partnership

METHODS = ["GET", "HEAD", "POST"]
# The buttons of the page that previews a move.
SHOWN, BACK = "shown", "back"
MOVED = "It is moved. Everybody who booked or waits is being told."
CALLED_OFF = "It is cancelled. Everybody who booked or waits is being told."


def to_session(session: Session) -> HttpResponse:
    return redirect("session_detail", session.partnership.slug, session.slug)


def _form_page(
    request: HttpRequest, name: str, form: SessionForm | CancelForm | None, **context: object
) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"coproduction/{name}.html", {"form": form, **context}, status=status)


@require_http_methods(METHODS)
def session_create(request: HttpRequest, partnership: str) -> HttpResponse:
    seen = Partnership.objects.visible_to(request.user)
    found = get_object_or_404(seen, slug=partnership)
    actor = permitted_actor(request, rules.can_create_session, found)
    may_link = actor.capacity == Hat.Capacity.COORDINATOR
    form = SessionForm(request.POST or None, partnership=found, may_link=may_link)
    if request.method == "POST" and form.is_valid():
        try:
            return to_session(create_session(found, by=actor, plan=form.plan()))
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    return _form_page(request, "session_create", form, partnership=found)


@require_http_methods(METHODS)
def session_edit(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    """Change it at once; but what people would be told of is shown first, and asked for."""
    found, actor = running(request, partnership, session, rules.can_run_session)
    may_link = rules.can_change_joining_link(actor, found)
    form = SessionForm(
        request.POST or None, instance=found, partnership=found.partnership, may_link=may_link
    )
    if request.method == "POST" and form.is_valid() and BACK not in request.POST:
        plan, now = form.plan(), timezone.now()
        try:
            moves = is_moved_by(found, plan)
            if moves and request.POST.get(SHOWN) != _shown(found):
                check_revisable(found, plan, now=now)
                return _move_page(request, found, plan, now)
            revise_session(found, by=actor, plan=plan, now=now)
            messages.success(request, MOVED if moves else "Saved.")
            return to_session(found)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    return _form_page(request, "session_edit", form, session=found)


def _shown(session: Session) -> str:
    """Which version of the session a preview was of: another is shown before it is moved."""
    return str(session.sequence)


def _move_page(request: HttpRequest, session: Session, plan: Plan, now: datetime) -> HttpResponse:
    context = {
        "session": session,
        "move": move_of(session, plan, now=now),
        "kept": kept_answers(request.POST, leaving_out={SHOWN, BACK}),
        "shown": _shown(session),
        "meanwhile": SHOWN in request.POST,
    }
    return render(request, "coproduction/session_move.html", context)


def kept_answers(answers: QueryDict, *, leaving_out: set[str]) -> list[tuple[str, str]]:
    """Every answer of a form as name and value, to go with a confirmation or the way back."""
    unkept = leaving_out | {"csrfmiddlewaretoken"}
    return [
        (name, value) for name, values in answers.lists() if name not in unkept for value in values
    ]


@require_http_methods(METHODS)
def session_publish(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_run_session)
    errors = []
    if request.method == "POST":
        try:
            publish_session(found, by=actor, now=timezone.now())
            messages.success(request, "It is published. People can book now.")
            return to_session(found)
        except Refused as refused:
            errors = [{"text": str(refused), "url": f"../edit/#id_{refused.field}"}]
    team = team_of(found, now=timezone.now())
    context = {"session": found, "team": team, "errors": errors}
    status = 422 if errors else 200
    return render(request, "coproduction/session_publish.html", context, status=status)


@require_http_methods(METHODS)
def session_cancel(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_run_session)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _call_off(request, found, actor, form)
    return _cancel_page(request, found, form)


def _call_off(
    request: HttpRequest, session: Session, actor: Actor, form: CancelForm
) -> HttpResponse:
    because = form.cleaned_data["because"]
    try:
        cancel_session(session, by=actor, because=because, now=timezone.now())
        messages.success(request, CALLED_OFF)
        return to_session(session)
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return _cancel_page(request, session, form)


def _cancel_page(request: HttpRequest, session: Session, form: CancelForm) -> HttpResponse:
    standing = session.bookings.standing().order_by().values_list("state")
    context = {
        "session": session,
        **dict(standing.annotate(Count("pk"))),
        "told": told_of(session),
        "team": team_of(session, now=timezone.now()),
    }
    return _form_page(request, "session_cancel", form, **context)
