"""What a leader began to write down is kept while they type, and waits for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from challenges.actions.drafting import drop_draft, save_draft
from challenges.forms.log import DraftForm
from challenges.rules import can_log_work
from challenges.views.entries import entry_create
from challenges.views.finding import found_challenge, permitted_hats


@require_POST
def entry_draft(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """Keep the form as it stands; with `later` in the address the person leaves it for now."""
    found = found_challenge(request, partnership, challenge)
    form = DraftForm(request.POST, hats=permitted_hats(request, can_log_work, found))
    draft = None
    if form.is_valid():
        draft = save_draft(
            found,
            by=form.chosen_hat().actor(),
            answers=form.answers(),
            key=form.cleaned_data["key"],
            now=timezone.now(),
        )
    elif "later" in request.GET:
        # What cannot be kept as a draft is no entry either: the page says what is wrong with it.
        return entry_create(request, partnership, challenge)
    if "later" in request.GET:
        kept = "Kept. It waits here until you finish it."
        messages.success(request, kept if draft else "Nothing was kept: it is empty.")
        return _sent_to(request, "my_page" if draft else found.get_absolute_url())
    context = {"draft": draft, "refused": not form.is_valid()}
    return render(request, "challenges/_draft_state.html", context)


@require_POST
def entry_draft_drop(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """Throw away what was begun, in whichever hat."""
    found = found_challenge(request, partnership, challenge)
    for hat in permitted_hats(request, can_log_work, found):
        drop_draft(found, by=hat.actor())
    messages.success(request, "Thrown away. Nothing of it was kept.")
    return _sent_to(request, "entry_create", partnership, found.slug)


def _sent_to(request: HttpRequest, name: str, *args: str) -> HttpResponse:
    """To another page, with scripts or without."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(name, *args)})
    return redirect(name, *args)
