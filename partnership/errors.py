"""What a partnership refuses, in words for whoever is setting it up."""

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused


class OneSectorOnly(Refused):
    message = _(
        "A live partnership needs partners from at least two sectors, for example an NHS trust and "
        "a council. Add a partner from another sector."
    )


class NoChair(Refused):
    message = _("A live partnership needs a chair. Give somebody else the chair first.")


class NoSafeguardingLead(Refused):
    message = _("A live partnership needs a safeguarding lead. Name one under People.")


class NoSafeguardingDeputy(Refused):
    message = _("A live partnership needs a deputy safeguarding lead. Name one under People.")


class AlreadyPartner(Refused):
    field = "organisation"
    message = _("This organisation is a partner already on that day.")


class PartnerHasEnded(Refused):
    message = _("This membership has ended already.")


class OrganisationHasEnded(Refused):
    field = "organisation"
    message = _("This organisation no longer exists. Choose the body that took over from it.")


class AlreadyOnTheList(Refused):
    field = "name"
    message = _("An organisation of this name is on the list already. Search for it instead.")


class AlreadyWears(Refused):
    field = "capacity"
    message = _("This person has this role in the partnership already.")


class AlreadyInvited(Refused):
    field = "email"
    message = _("This address is invited to this role already. Send that invitation again.")


class OfferedAlready(Refused):
    message = _("You have offered the chair to somebody already. Withdraw that first.")


class EndsBeforeItBegins(Refused):
    field = "until"
    message = _("Enter a day after the one on which it begins.")


class InvitationOver(Refused):
    message = _(
        "This invitation is over: it was answered, taken back, or is older than four weeks. "
        "Ask whoever invited you for a new one."
    )


class SentToAnother(Refused):
    message = _(
        "This invitation was sent to another address than yours. Sign in with the address to "
        "which it came."
    )


class OwnInvitation(Refused):
    message = _("You cannot take this role by an invitation of your own. Somebody else must ask.")


class TooManyCodes(Refused):
    message = _("Too many codes that do not fit. Wait five minutes.")


class NoSuchCode(Refused):
    message = _("No open invitation has this code. Ask whoever gave it to you.")


class AskedEnough(Refused):
    field = "email"
    message = _(
        "Until whoever runs this site has vouched for the partnership, it may write to 30 people "
        "who have not accepted: anybody could begin one. Ask to be vouched for, or hand over a "
        "code instead."
    )


class ShowSecondStep(Refused):
    message = _("Show your second step first: you have one, and this role needs it.")


class ForOperatorsToReset(Refused):
    message = _(
        "Their second step guards more than this partnership. Only whoever runs this site can take "
        "it away: phone or write to them."
    )


class SentJustNow(Refused):
    message = _("It was sent a moment ago. Give it ten minutes.")


class TakesAnInvitation(Refused):
    field = "how"
    message = _(
        "Only residents and facilitators may act on paper and by phone alone. Invite everybody "
        "else, by email or by a code."
    )


class NotAPartner(Refused):
    field = "organisation"
    message = _("Choose an organisation that is a partner. You can add partners first.")


class ChangedMeanwhile(Refused):
    message = _("Somebody else saved this while you were writing.")


class SayWhatChanged(Refused):
    field = "changed"
    message = _("Say in a sentence what you changed, and why.")


class ServesNobody(Refused):
    message = _("Tick at least one area that the partnership serves.")


class NoAreaToServe(Refused):
    message = _("Only districts can be put into the table. Look for the district by its name.")


class StaysWithItsPlace(Refused):
    message = _(
        "A live partnership stays with its place: it was vouched for as the one of this place. "
        "Ask whoever runs this site if it is the wrong one."
    )


class OnlyAChairRenames(Refused):
    field = "name"
    message = _(
        "Only a chair gives a live partnership another name: it was vouched for under this one. "
        "Put the name back, or ask the chair."
    )


class SuccessorMissing(Refused):
    field = "to"
    message = _("Choose at least one body that took over.")


class SucceedsLater(Refused):
    field = "on"
    message = _(
        "Come back on the day: until then its people go on working under the old name, and "
        "nothing can move yet."
    )


class SucceedsItself(Refused):
    field = "to"
    message = _("A body cannot take over from itself. Choose another one.")


class DutiesChanged(Refused):
    message = _("Choose who takes over each line. Something may have been added since you looked.")


class MembershipOver(Refused):
    message = _("This organisation is not a partner any more.")


class InterestOver(Refused):
    field = "ends_on"
    message = _("This interest ended before that day.")


class HasInterests(Refused):
    message = _(
        "You have declared an interest that holds. On your page, say first from which day it does "
        "not."
    )


class InterestSaysNothing(Refused):
    field = "what"
    message = _("Say in a sentence what the interest is.")


class BoardMeetsThen(Refused):
    field = "meets_on"
    message = _("The board meets on that day already.")


class SecuredUntilBeforeItStarts(Refused):
    field = "last_day"
    message = _("Enter a day on or after the first day of the money.")


class NameTaken(Refused):
    field = "name"
    message = _("Another partnership has this name already. Choose a name of your own.")


class QuietUntilNextDay(Refused):
    field = "writes_until"
    message = _("Quiet hours begin in the evening: enter an hour later than the morning’s.")


class OpenTooShort(Refused):
    field = "writes_until"
    message = _("Leave at least four hours a day in which messages may arrive.")


class TooFewOrTooMany(Refused):
    field = "weekly_cap"
    message = _("Enter a number from 1 to 20.")


class SummaryAtWeekend(Refused):
    field = "summary_weekday"
    message = _("Choose a day from Monday to Friday.")


class QuietTooSoon(Refused):
    field = "quiet_after_days"
    message = _("Enter 7 days or more.")


class NotVouchedFor(Refused):
    message = _(
        "Whoever runs this site has not vouched for the partnership yet. Phone or write to them: "
        "they make sure that it is what it says it is."
    )


class Unreadable(Refused):
    """A table that was brought; its words say what it is and what to bring instead."""

    field = "file"


STAYS_WHOLE: dict[str, type[Refused]] = {
    "live_partnership_is_vouched_for": NotVouchedFor,
    "live_partnership_has_two_sectors": OneSectorOnly,
    "live_partnership_has_a_chair": NoChair,
    "live_partnership_has_a_safeguarding_lead": NoSafeguardingLead,
    "live_partnership_has_a_safeguarding_deputy": NoSafeguardingDeputy,
}
