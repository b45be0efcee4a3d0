"""What changed in the leadership of a partnership between two days."""

from __future__ import annotations

from django.urls import reverse

from leaders.models import LeadershipRole, RoleHolding
from partnership.changes import Changes, Period, Told, first_of, told
from partnership.models import Partnership


def of_leadership(partnership: Partnership, period: Period) -> list[Changes]:
    """New roles; who took up a share, and who gave one up."""
    roles = LeadershipRole.objects.agreed().filter(partnership=partnership)
    new, news = first_of(roles.filter(period.days("starts_on")).order_by("-starts_on"))
    shares = RoleHolding.objects.filter(role__partnership=partnership).select_related(
        "role", "person", "employer"
    )
    begun, begins = first_of(shares.filter(period.days("starts_on")).order_by("-starts_on", "pk"))
    over, overs = first_of(shares.filter(period.days("ends_on")).order_by("-ends_on", "pk"))

    def url(role: LeadershipRole) -> str:
        return reverse("role_detail", args=[partnership.slug, role.slug])

    def share(one: RoleHolding) -> Told:
        words = f"{one.person.name}, {one.employer.name}: {one.share}% of “{one.role.title}”"
        return Told(words, url(one.role))

    return [
        told(
            "Leadership roles",
            "role began",
            "roles began",
            [Told(one.title, url(one)) for one in new],
            news,
        ),
        told(
            "Holders of roles",
            "share of a role was taken up",
            "shares of roles were taken up",
            map(share, begun),
            begins,
        ),
        told(
            "Holders who stopped",
            "share of a role ended",
            "shares of roles ended",
            map(share, over),
            overs,
        ),
    ]
