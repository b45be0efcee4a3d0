"""What changed in the leadership of a partnership between two days."""

from __future__ import annotations

from django.urls import reverse

from leaders.all_roles import roles_of
from leaders.models import LeadershipRole, RoleHolding
from partnership.changes import Changes, Period, Told, lately, told
from partnership.models import Partnership


def of_leadership(partnership: Partnership, period: Period) -> list[Changes]:
    """New roles; who took up a share, and who gave one up."""
    roles = roles_of(partnership)
    shares = [one for role in roles for one in role.holdings.all()]
    new = lately((one for one in roles if not one.proposed), "starts_on", period)
    answered = [one.proposal for one in roles if hasattr(one, "proposal") and not one.proposed]
    agreed = lately(answered, "answered_at", period)
    begun, over = lately(shares, "starts_on", period), lately(shares, "ends_on", period)

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
            len(new),
        ),
        told(
            "Roles opened",
            "proposed role was agreed and can be held",
            "proposed roles were agreed and can be held",
            [Told(one.role.title, url(one.role)) for one in agreed],
            len(agreed),
        ),
        told(
            "Holders of roles",
            "share of a role was taken up",
            "shares of roles were taken up",
            map(share, begun),
            len(begun),
        ),
        told(
            "Holders who stopped",
            "share of a role ended",
            "shares of roles ended",
            map(share, over),
            len(over),
        ),
    ]
