"""Setting up, changing, publishing and calling off a session."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.sessions import (
    cancel_session,
    create_session,
    publish_session,
    revise_session,
)
from coproduction.forms.session import CancelForm, SessionForm
from coproduction.models import Session
from coproduction.views.running import running
from partnership.acting import permitted_actor
from partnership.models import Hat, Partnership

METHODS = ["GET", "HEAD", "POST"]


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
    found, actor = running(request, partnership, session, rules.can_run_session)
    may_link = rules.can_change_joining_link(actor, found)
    form = SessionForm(
        request.POST or None, instance=found, partnership=found.partnership, may_link=may_link
    )
    if request.method == "POST" and form.is_valid():
        try:
            revise_session(found, by=actor, plan=form.plan(), now=timezone.now())
            return to_session(found)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    told = found.bookings.standing().count() if found.is_published else 0
    return _form_page(request, "session_edit", form, session=found, told=told)


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
    context = {"session": found, "facilitators": _facilitators(found), "errors": errors}
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
        return to_session(session)
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return _cancel_page(request, session, form)


def _cancel_page(request: HttpRequest, session: Session, form: CancelForm) -> HttpResponse:
    standing = session.bookings.standing()
    context = {
        "session": session,
        "confirmed": standing.confirmed().count(),
        "offered": standing.offered().count(),
        "waiting": standing.waiting().count(),
        "facilitators": _facilitators(session),
    }
    return _form_page(request, "session_cancel", form, **context)


def _facilitators(session: Session) -> list[Hat]:
    return list(session.facilitators.select_related("person", "organisation"))
