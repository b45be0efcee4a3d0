"""What a leader began to write down is kept while they type, and waits for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from challenges.actions.drafting import drop_draft, save_draft
from challenges.forms.log import DraftForm
from challenges.models import Challenge, LogDraft
from challenges.rules import can_log_work
from challenges.views.finding import found_challenge, permitted_hats
from partnership.models import Hat


@require_POST
def entry_draft(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """Keep the form as it stands, while somebody types."""
    found = found_challenge(request, partnership, challenge)
    form = DraftForm(request.POST, hats=permitted_hats(request, can_log_work, found))
    draft = _kept(found, form)
    context = {"draft": draft, "refused": not form.is_valid()}
    return render(request, "challenges/_draft_state.html", context)


def left_for_later(
    request: HttpRequest, challenge: Challenge, hats: list[Hat]
) -> HttpResponse | None:
    """The form is kept, and its writer goes on with something else.

    None for what cannot be kept: it is no entry either, and the form says what is wrong with it.
    """
    form = DraftForm(request.POST, hats=hats)
    if not form.is_valid():
        return None
    draft = _kept(challenge, form)
    kept = "Kept. It waits here until you finish it."
    messages.success(request, kept if draft else "Nothing was kept: it is empty.")
    return _sent_to(request, "my_page" if draft else challenge.get_absolute_url())


def thrown_away(request: HttpRequest, challenge: Challenge, hats: list[Hat]) -> HttpResponse:
    """What was begun is gone, in whichever hat."""
    for hat in hats:
        drop_draft(challenge, by=hat.actor())
    messages.success(request, "Thrown away. Nothing of it was kept.")
    return _sent_to(request, "entry_create", challenge.partnership.slug, challenge.slug)


def _kept(challenge: Challenge, form: DraftForm) -> LogDraft | None:
    if not form.is_valid():
        return None
    return save_draft(
        challenge,
        by=form.chosen_hat().actor(),
        answers=form.answers(),
        key=form.cleaned_data["key"],
        now=timezone.now(),
    )


def _sent_to(request: HttpRequest, name: str, *args: str) -> HttpResponse:
    """To another page, with scripts or without."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(name, *args)})
    return redirect(name, *args)
