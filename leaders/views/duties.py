from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import Refused
from leaders.actions.duties import DutyLine, divide_duties
from leaders.forms.running import duty_lines
from leaders.rules import can_divide_duties
from leaders.views.roles import address, agreed_role
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def duties_edit(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_divide_duties, found)
    sent = request.POST if request.method == "POST" else None
    lines = duty_lines(found, list(found.duties.all()), sent)
    errors = []
    read = [line.is_valid() for line in lines]  # each of them, so that each shows what is wrong
    if sent is not None and all(read):
        try:
            divide_duties(found, by=by, lines=[DutyLine(**line.cleaned_data) for line in lines])
        except Refused as refused:
            errors.append({"text": str(refused), "url": f"#{lines[0]['what'].auto_id}"})
        else:
            messages.success(request, "The duties of the role are written down.")
            return redirect(*address(found))
    errors += [
        {"text": str(text), "url": f"#{line[name].auto_id}"}
        for line in lines
        for name, texts in line.errors.items()
        for text in texts
    ]
    context = {"role": found, "lines": lines, "errors": errors}
    return render(request, "leaders/duties_edit.html", context, status=422 if errors else 200)
