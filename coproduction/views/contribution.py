"""She says something with the code of a session: from her phone, without an account."""

from __future__ import annotations

import re

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.errors import Refused
from accounts.links import private_token
from coproduction.actions.contributing import contribute, listens_until
from coproduction.forms.contribution import (
    CodeForm,
    ConsentForm,
    KindForm,
    ReachForm,
    WordsForm,
)
from coproduction.models import Session
from coproduction.unsent import Unsent
from partnership.acting import bare_actor

STEPS: dict[str, type[forms.Form]] = {
    "words": WordsForm,
    "kind": KindForm,
    "showing": ConsentForm,
    "hearing-back": ReachForm,
}
TEMPLATE = "coproduction/contribution_say.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_start(request: HttpRequest) -> HttpResponse:
    """Type the code. It is in no address until it was found."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        session = by_code(request, form.cleaned_data["code"])
        if session is not None:
            return redirect("contribution_say", code=session.code)
        form.add_error("code", _("We know no session with this code. Check it, or call us."))
    status = 422 if form.is_bound else 200
    return render(request, "coproduction/contribution_start.html", {"form": form}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contribution_say(request: HttpRequest, code: str, step: str = "words") -> HttpResponse:
    session = _session_of(request, code)
    if step not in STEPS:
        raise Http404
    if timezone.now() > listens_until(session):
        return render(request, "coproduction/contribution_closed.html", {"session": session})
    unsent = Unsent.of(request, session)
    form = STEPS[step](request.POST if request.method == "POST" else None, initial=unsent.answers())
    if form.is_valid():
        unsent.keep(request, form.cleaned_data)
        return _next(session, unsent, step)
    context = {"session": session, "step": step, "form": form, "unsent": unsent}
    status = 422 if form.is_bound else 200
    return render(request, TEMPLATE, {**context, **_way(session, step)}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def contribution_check(request: HttpRequest, code: str) -> HttpResponse:
    """Check what will be sent, and send it."""
    session = _session_of(request, code)
    unsent = Unsent.of(request, session)
    if unsent.missing:
        return _next(session, unsent, "")
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            said = contribute(
                session, by=bare_actor(request), saying=unsent.saying(), now=timezone.now()
            )
        except Refused as refused:
            form = forms.Form({})
            form.add_error(None, str(refused))
        else:
            unsent.forget(request)
            return redirect("said_thanks", token=private_token("contribution", said.pk))
    context = {"session": session, "facts": _facts(session, unsent), "form": form}
    status = 422 if form.errors else 200
    return render(request, "coproduction/contribution_check.html", context, status=status)


def by_code(request: HttpRequest, code: str) -> Session | None:
    """The session of a code, however it was typed."""
    typed = re.sub(r"[\s\-–]", "", code)
    published = Session.objects.visible_to(request.user).filter(state=Session.State.PUBLISHED)
    return published.filter(code__iexact=typed).select_related("partnership", "challenge").first()


def _session_of(request: HttpRequest, code: str) -> Session:
    session = by_code(request, code)
    if session is None:
        raise Http404
    return session


def _next(session: Session, unsent: Unsent, step: str) -> HttpResponse:
    if unsent.missing:
        return redirect("contribution_say", code=session.code, step=unsent.missing)
    return redirect("contribution_check", code=session.code)


def _way(session: Session, step: str) -> dict[str, object]:
    """Where this step is, and the one before it."""
    steps = list(STEPS)
    at = steps.index(step)
    return {"number": at + 1, "of": len(steps), "before": steps[at - 1] if at else ""}


def _facts(session: Session, unsent: Unsent) -> list[dict[str, str]]:
    """Check your answers: each with the step that changes it."""
    told = {"email": unsent.email, "phone": unsent.phone}.get(unsent.how, "")
    kinds = dict(KindForm.base_fields["kind"].choices)  # type: ignore[attr-defined]
    consents = dict(ConsentForm.base_fields["consent"].choices)  # type: ignore[attr-defined]
    rows = [
        ("words", _("What you want to tell us"), unsent.words),
        ("kind", _("What it is most like"), kinds[unsent.kind]),
        ("showing", _("May we show your words?"), consents[unsent.consent]),
        ("hearing-back", _("We will tell you at"), told or _("Nowhere: you will look yourself")),
    ]
    return [
        {"key": key, "value": str(value), "change_url": _address(session, step)}
        for step, key, value in rows
    ]


def _address(session: Session, step: str) -> str:
    return reverse("contribution_say", args=[session.code, step])
