"""The exit question: anonymous, with the code of the session, for thirty days after it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from coproduction.actions.feedback import give_feedback
from coproduction.forms.feedback import FeedbackForm
from coproduction.models import Session
from coproduction.views.contribution import by_code
from partnership.acting import bare_actor


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback_give(request: HttpRequest, code: str) -> HttpResponse:
    session, now = _session_of(request, code), timezone.now()
    if not session.takes_feedback(now):
        context = {"session": session, "started": session.has_started(now)}
        return render(request, "coproduction/feedback_closed.html", context)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give_feedback(session, by=bare_actor(request), now=now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("feedback_thanks", code=session.code)
    context = {"session": session, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coproduction/feedback_give.html", context, status=status)


@login_not_required
@require_safe
def feedback_thanks(request: HttpRequest, code: str) -> HttpResponse:
    session = _session_of(request, code)
    return render(request, "coproduction/feedback_thanks.html", {"session": session})


def _session_of(request: HttpRequest, code: str) -> Session:
    session = by_code(request, code)
    if session is None:
        raise Http404
    return session
