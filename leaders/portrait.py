"""All that the public page of a role shows, gathered in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Prefetch, Q, When, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from leaders.chips import Picture, chips, picture, rows
from leaders.models import JointAct, LeadershipRole, RoleHolding
from leaders.resources import Resources, resources_of
from leaders.standing import Standing, in_words, outlook, standing
from partnership.models.organisation import OrganisationSuccession

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import Person

_RELATED = 5
_OBJECTIVES = JointAct.Kind.OBJECTIVES


@dataclass(frozen=True, slots=True)
class Portrait:
    """A role as its page shows it on one day."""

    standing: Standing
    chips: Sequence[dict[str, object]]
    formerly: Sequence[str]
    facts: Sequence[dict[str, str]]
    outlook: Sequence[tuple[date, str]]
    rows: Sequence[dict[str, object]]
    before: Sequence[LeadershipRole]
    after: Sequence[LeadershipRole]
    before_rows: Sequence[dict[str, object]]
    picture: Picture | None
    duties: Sequence[Duties]
    objectives: JointAct | None


def portrait_of(
    role: LeadershipRole,
    day: date,
    *,
    viewer: Person | AnonymousUser,
    acts: Sequence[JointAct] = (),
    shows_money: bool = False,
) -> Portrait:
    """The role on this day, with what came before it and after it as far as `viewer` may see.

    `acts` are those of `leaders.inside.acts_told`. The role's holders are asked for here, together
    with those of the role before it.
    """
    before, after = _around(role, viewer)
    prefetch_related_objects([role, *before], Prefetch("holdings", queryset=_with_successors()))
    own, earlier = list(role.holdings.all()), [one for r in before for one in r.holdings.all()]
    took_over = {one.employer_id: one.taken_over_by for one in (*own, *earlier)}  # type: ignore[attr-defined]
    return Portrait(
        standing=standing(role, day),
        chips=chips(role, day),
        formerly=_formerly(role, day, took_over),
        facts=_facts(role, resources_of(role, day), day, shows_money=shows_money),
        outlook=_what_comes_next(role, day),
        rows=rows(own, day, took_over=took_over, viewer_id=viewer.pk),
        before=before,
        after=after,
        before_rows=rows(earlier, day, took_over=took_over, viewer_id=None),
        picture=picture((*before, role), day),
        duties=divided(role, day),
        objectives=next((one for one in acts if one.kind == _OBJECTIVES and one.done_at), None),
    )


def _around(
    role: LeadershipRole, viewer: Person | AnonymousUser
) -> tuple[list[LeadershipRole], list[LeadershipRole]]:
    """The role that this one followed, and the first few that followed it, in one query."""
    seen = LeadershipRole.objects.visible_to(viewer).agreed().select_related("partnership")
    first = Case(When(pk=role.follows_id or 0, then=0), default=1)
    near = seen.filter(Q(pk=role.follows_id or 0) | Q(follows=role)).order_by(first, "title", "pk")
    found = list(near[: 1 + _RELATED])
    before = [one for one in found if one.pk == role.follows_id]
    return before, [one for one in found if one.pk != role.follows_id][:_RELATED]


def _with_successors() -> QuerySet[RoleHolding]:
    """Holders with their story, and `taken_over_by`: the bodies after an employer that ended."""
    ended = OrganisationSuccession.objects.filter(
        predecessor=OuterRef("employer"), predecessor__ends_on__isnull=False
    )
    after = ArraySubquery(ended.order_by("successor__name").values("successor__name"))
    return RoleHolding.objects.with_story().annotate(taken_over_by=after)


@dataclass(frozen=True, slots=True)
class Duties:
    """What falls to one holder, or to all of them together."""

    whose: str
    what: Sequence[str]


def divided(role: LeadershipRole, day: date) -> list[Duties]:
    """The duties of a role by who sees to them on this day, in one query.

    What fell to somebody who has gone falls to all until somebody takes it, and says so.
    """
    held = {one.person_id for one in role.holdings_on(day)}
    groups: dict[str, list[str]] = defaultdict(list)
    for duty in role.duties.select_related("falls_to__person"):
        share = duty.falls_to
        if share is None:
            groups[""].append(duty.what)
        elif share.person_id in held and (share.ends_on is None or share.ends_on > day):
            groups[share.person.name].append(duty.what)
        else:
            words = _("%(what)s (until somebody takes it over from %(who)s)")
            groups[""].append(words % {"what": duty.what, "who": share.person.name})
    everybody = _("All who hold it, together")
    return [
        Duties(whose or everybody, what)
        for whose, what in sorted(groups.items(), key=lambda group: (not group[0], group[0]))
    ]


def groups_of(roles: Iterable[LeadershipRole], day: date) -> list[dict[str, Any]]:
    """Roles of a list under the headings held, vacant, to come and ended."""
    headings = {
        "proposed": _("Proposed, and not agreed yet"),
        "held": _("Held"),
        "vacant": _("Vacant"),
        "coming": _("To come"),
        "over": _("Ended"),
    }
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for role in roles:
        line = {"role": role, "standing": standing(role, day), "holders": chips(role, day)}
        groups[_group(role, day)].append(line)
    return [
        {"name": name, "heading": headings[name], "lines": groups[name]}
        for name in headings
        if groups[name]
    ]


def _group(role: LeadershipRole, day: date) -> str:
    if role.proposed:
        return "proposed"
    if role.ends_on is not None and role.ends_on <= day:
        return "over"
    if role.starts_on > day:
        return "coming"
    return "vacant" if role.is_vacant(day) else "held"


def _formerly(role: LeadershipRole, day: date, took_over: dict[int, list[str]]) -> list[str]:
    """Old names of the bodies that employ today's holders, where the old bodies held it too."""
    today = {one.employer.name for one in role.holdings_on(day)}
    lines = []
    for holding in role.holdings.all():
        now = [name for name in took_over.get(holding.employer_id, []) if name in today]
        if now and holding.employer.name not in today:
            lines.append(
                _("%(now)s, formerly %(then)s") % {"now": now[0], "then": holding.employer.name}
            )
    return list(dict.fromkeys(lines))


def _facts(
    role: LeadershipRole, resources: Resources, day: date, *, shows_money: bool
) -> list[dict[str, str]]:
    place = reverse("place_detail", args=[role.place.slug])
    facts = [
        {"key": _("Serves"), "value": role.place.name, "url": place},
        {"key": _("Which people"), "value": role.population or _("Everybody who lives there")},
        {
            "key": _("From") if role.starts_on > day else _("Since"),
            "value": in_words(role.starts_on),
        },
    ]
    if role.last_day:
        facts.append({"key": _("Until"), "value": in_words(role.last_day)})
    if resources.hosted_by:
        facts.append({"key": _("Hosted by"), "value": resources.hosted_by})
    if shows_money and resources.paid_by:
        facts.append({"key": _("Paid for"), "value": resources.paid_by})
    return facts


def _what_comes_next(role: LeadershipRole, day: date) -> list[tuple[date, str]]:
    coming = outlook(role, day)
    if role.review_on is not None and role.review_on >= day:
        coming.append((role.review_on, _("The partnership looks at this role again.")))
    return sorted(coming)
