"""The log of a challenge, or of a partnership across all of them, as somebody asked to see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.functional import cached_property

from challenges.forms.log_filters import Choices, LogFilterForm, filtered
from challenges.log_search import as_it_was_meant, saying
from challenges.models import Challenge, EntryPractice, LogEntry, Strength
from partnership.acting import hats_of
from partnership.models import Hat, Organisation, Partnership

PER_PAGE = 20
# Nobody turns more pages than this: further back, a choice of days leads there at once.
COUNTED_AT_MOST = 1_000


if TYPE_CHECKING:
    PagesOfEntries = Paginator[LogEntry]
else:
    PagesOfEntries = Paginator


class CountedPaginator(PagesOfEntries):
    """Counts what there is up to a limit: whether there is more is all that a reader needs."""

    @cached_property
    def found(self) -> int:
        """How many there are; one above the limit when there are more."""
        entries = cast("QuerySet[LogEntry]", self.object_list)
        return entries.order_by().values("pk")[: COUNTED_AT_MOST + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self.found, COUNTED_AT_MOST)

    @property
    def there_are_more(self) -> bool:
        return self.found > COUNTED_AT_MOST


@dataclass(frozen=True)
class Log:
    """What a request asked of a log: the form as it was filled, and the entries that fit.

    `meant` are the words that were searched instead of misspelt ones; "" when none were.
    """

    partnership: Partnership
    challenge: Challenge | None
    form: LogFilterForm
    entries: QuerySet[LogEntry]
    pages: CountedPaginator
    meant: str

    def page(self, number: str | None) -> Page[LogEntry]:
        return self.pages.get_page(number)


def log_asked_for(
    request: HttpRequest, partnership: Partnership, challenge: Challenge | None
) -> Log:
    """The entries that this person may read, and of them those that they asked for."""
    readable = LogEntry.objects.visible_to(request.user)
    within = Q(challenge=challenge) if challenge else Q(challenge__partnership=partnership)
    readable = readable.filter(within)
    form = LogFilterForm(request.GET, choices=_choices(request, partnership, challenge, readable))
    chosen = form.chosen()
    practised = EntryPractice.objects.visible_to(request.user)
    fitting = filtered(readable, chosen, practised)
    typed, meant = chosen.get("q", ""), ""
    entries = saying(fitting, typed) if typed else fitting
    pages = CountedPaginator(_shown(entries), PER_PAGE)
    if typed and not pages.found and (meant := as_it_was_meant(fitting, typed)):
        entries = saying(fitting, meant)
        pages = CountedPaginator(_shown(entries), PER_PAGE)
    return Log(partnership, challenge, form, _shown(entries), pages, meant)


def _shown(entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    """With all that showing them needs."""
    return entries.select_related(
        "hat__person", "hat__organisation", "challenge__partnership"
    ).prefetch_related("with_organisations")


def _choices(
    request: HttpRequest,
    partnership: Partnership,
    challenge: Challenge | None,
    readable: QuerySet[LogEntry],
) -> Mapping[str, Choices]:
    """What can be chosen in this log, in one query: nobody is named who wrote nothing readable."""
    wrote = Hat.objects.filter(partnership=partnership).filter(
        Exists(readable.filter(hat=OuterRef("pk")).order_by())
    )
    bodies = Organisation.objects.filter(challenge_links__challenge__partnership=partnership)
    strengths = Strength.objects.visible_to(request.user).published()
    parts = [
        _part("person", wrote.order_by(), "person_id", "person__name"),
        _part("strength", strengths.filter(partnership=partnership).order_by(), "pk", "name"),
    ]
    if challenge is None:
        seen = Challenge.objects.visible_to(request.user).filter(partnership=partnership)
        parts.append(_part("challenge", seen.order_by(), "pk", "title"))
    else:
        bodies = bodies.filter(challenge_links__challenge=challenge)
    first = _part("organisation", bodies.order_by(), "pk", "name")
    choices: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for what, pk, name in first.union(*parts).order_by("called"):
        choices[what].append((pk, name))
    if any(hat.partnership_id == partnership.pk for hat in hats_of(request)):
        choices["skill"], choices["seen_by"] = [("", "")], [("", "")]
    return choices


def _part(what: str, rows: QuerySet[Any], pk: str, name: str) -> QuerySet[Any]:
    """Rows of any noun as three columns: what they are, their id and their name."""
    columns: QuerySet[Any] = rows.annotate(
        what=Value(what, output_field=CharField()), key=F(pk), called=Cast(name, CharField())
    )
    listed: QuerySet[Any] = columns.values_list("what", "key", "called")
    return listed
