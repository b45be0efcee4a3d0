"""What passes on of this app when one body takes over from another: sessions to facilitate."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from coproduction.models import Session, SessionFacilitator
from partnership.models import Organisation
from partnership.succeeding import HATS, hat_that_follows
from partnership.succession import Case, Duty, Succeeding
from reminders.hours import midnight


def _sessions(case: Case) -> Sequence[Duty]:
    still = midnight(max(case.on, case.today))
    links = (
        SessionFacilitator.objects.filter(
            Q(hat__ends_at__isnull=True) | Q(hat__ends_at__gt=still),
            session__partnership=case.partnership,
            session__ends_at__gt=timezone.now(),
            hat__organisation=case.ended,
        )
        .exclude(session__state=Session.State.CANCELLED)
        .select_related("hat__person", "session")
    )
    return [
        Duty(
            one.pk,
            f"{one.hat.person.name} facilitates “{one.session.title}”",
            goes_with=f"{HATS.name}-{one.hat_id}",
        )
        for one in links
    ]


def _pass_session(case: Case, pk: int, successor: Organisation) -> None:
    link = (
        SessionFacilitator.objects.select_for_update(of=("self",)).select_related("hat").get(pk=pk)
    )
    follows = hat_that_follows(link.hat, successor)
    if follows is not None:
        link.hat = follows
        link.save(update_fields=["hat"])


SESSIONS = Succeeding("session", "Sessions that its people facilitate", _sessions, _pass_session)
