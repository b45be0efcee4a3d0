"""Whether this process lives, whether it can serve, and whether mail gets out.

Plain views: three questions do not need a library of plug-ins.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reminders import health


@never_cache
@login_not_required
@require_safe
def health_live(request: HttpRequest) -> JsonResponse:
    """This process answers. It asks nothing of anybody else, so a restart can help."""
    return JsonResponse({"live": True})


@never_cache
@login_not_required
@require_safe
def health_ready(request: HttpRequest) -> JsonResponse:
    """Pages can be served: 503 without the database or with migrations missing.

    A cache or a broker that is away is told, and fails nothing: pages work without them.
    """
    try:
        missing = health.unapplied_migrations() if health.database_answers() else 0
        database = True
    except DatabaseError:
        database, missing = False, 0
    ready = database and not missing
    facts = {
        "ready": ready,
        "database": database,
        "migrations_missing": missing,
        "cache": health.cache_answers(),
        "broker": health.broker_answers(),
    }
    return JsonResponse(facts, status=200 if ready else 503)


@never_cache
@login_not_required
@require_safe
def health_reminders(request: HttpRequest) -> JsonResponse:
    """How old the oldest due notice is; 503 with the reasons when somebody should look at once."""
    now = timezone.now()
    reasons = health.alarms(now)
    facts = {**health.delivery_figures(now), "alarms": reasons}
    return JsonResponse(facts, status=503 if reasons else 200)
