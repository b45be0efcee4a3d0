"""Money is set aside to pay citizens for taking part."""

from __future__ import annotations

from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import NotAPartner, SecuredUntilBeforeItStarts
from partnership.models import Organisation, ParticipationFunding, Partner, Partnership
from partnership.rules import can_fund_taking_part

_REFUSALS = {"participationfunding_ends_after_it_starts": SecuredUntilBeforeItStarts}


def fund_taking_part(
    partnership: Partnership,
    *,
    by: Actor,
    organisation: Organisation,
    pounds_a_year: int,
    starts_on: date,
    ends_on: date,
) -> ParticipationFunding:
    """Set money aside; `ends_on` is the first day on which it is not secured.

    Raises `NotAPartner` and `SecuredUntilBeforeItStarts`.
    """
    require(can_fund_taking_part(by, partnership))
    with recorded(by, "set money aside for citizens who take part", refusals=_REFUSALS):
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        if ends_on <= starts_on:
            raise SecuredUntilBeforeItStarts
        if not Partner.objects.filter(partnership=partnership, organisation=organisation).exists():
            raise NotAPartner
        return ParticipationFunding.objects.create(
            partnership=partnership,
            organisation=organisation,
            pounds_a_year=pounds_a_year,
            starts_on=starts_on,
            ends_on=ends_on,
        )
