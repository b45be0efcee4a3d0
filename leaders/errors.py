"""What leadership roles refuse, in words that say how to put it right."""

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused


class SharesOver100(Refused):
    field = "share"
    message = _(
        "The shares of this role would come to more than 100% on at least one day. Give a smaller "
        "share, or a later date, or end another share first."
    )


class ShareIsNoPercentage(Refused):
    field = "share"
    message = _("Enter a share from 1 to 100, in percent.")


class HeldAlready(Refused):
    field = "person"
    message = _(
        "This person holds this role already at that time. End that share first, or choose another "
        "person or another date."
    )


class EmployerNotThere(Refused):
    field = "employer"
    message = _(
        "This organisation did not exist on the day the share begins. Choose the body that employs "
        "them then, or another date."
    )


class OutsideTheRole(Refused):
    field = "starts_on"
    message = _(
        "The role does not exist at that time. Choose a date between the role’s own first and last "
        "day, or change those first."
    )


class EndsBeforeItStarts(Refused):
    field = "ends_on"
    message = _("It cannot end before it begins. Enter a later day.")


class EndedAlready(Refused):
    field = "ends_on"
    message = _("This has ended already, on an earlier day. Nothing was changed.")


class ReviewedBeforeItStarts(Refused):
    field = "review_on"
    message = _("The review cannot be before the role starts. Enter a later day.")


class FollowsALaterRole(Refused):
    field = "follows"
    message = _("A role can only follow one of this partnership that started before it.")


class SharesRunOutside(Refused):
    field = "starts_on"
    message = _(
        "Somebody holds a share outside these dates. Keep the dates of the role around its shares, "
        "or end those shares first."
    )


class PulseAtThatTime(Refused):
    field = "opens_on"
    message = _("Another round is open on one of these days. Choose days before or after it.")


class PulseTooShort(Refused):
    field = "closes_on"
    message = _("Give people 7 days or more. Choose a later last day.")


class PulseInThePast(Refused):
    field = "opens_on"
    message = _("A round cannot begin in the past. Choose today or a later day.")


class PulseIsClosed(Refused):
    message = _("This round takes no answers now. Nothing was changed.")


class PulseOfNobody(Refused):
    field = "about"
    message = _("Choose one to 12 partners that you work with. Your own organisation is not one.")


class NotAgreedYet(Refused):
    message = _("This role is only proposed. A chair has to agree to it first.")


class CaseMissing(Refused):
    field = "case"
    message = _("Say why the place needs this role.")


class AnsweredAlready(Refused):
    message = _("Somebody has answered this already. Nothing was changed.")


class ReasonMissing(Refused):
    field = "why_not"
    message = _("Say why not, so that they know what to change.")


class ProposedAlready(Refused):
    field = "person"
    message = _(
        "A share of this role is proposed for this person already, and waits for the chair. Wait "
        "for the answer, or choose another person."
    )


class NothingToResize(Refused):
    message = _("This share has ended, or ends by then. Give them a new share instead.")


class SameShare(Refused):
    field = "share"
    message = _("That is the share they have now. Enter another one.")


class FollowsThemselves(Refused):
    field = "incoming"
    message = _("Nobody hands over to themselves. Choose somebody else, or say why nobody follows.")


class NobodyNamed(Refused):
    field = "incoming"
    message = _("Choose who follows, or say why nobody does for now.")


class NotOfThisRole(Refused):
    field = "incoming"
    message = _("They do not hold this role. Choose somebody who does, or will.")


class NotEndingYet(Refused):
    message = _("This share has no end yet. End it first, then say who follows.")


class DoneMissing(Refused):
    field = "done"
    message = _("Say what was done, so that the others know.")


class HostsAlready(Refused):
    field = "organisation"
    message = _("This organisation hosts the role already. Change its dates instead.")


class NoMoney(Refused):
    field = "pounds_a_year"
    message = _("Enter how much it is a year, in whole pounds.")


class DutyTwice(Refused):
    message = _("Two duties are in the same words. Put them together, or word one differently.")


class NobodyToTell(Refused):
    message = _("Nobody holds this role now, so there is nobody to put it to.")


class ClearedAlready(Refused):
    """Another holder was quicker. `who` and `done` say what was done."""

    message = _("Somebody else who holds the role has seen to this already.")


class ActIsOpenAlready(Refused):
    field = "kind"
    message = _("One of this kind is open already. Let it be agreed or withdrawn first.")


class ActIsOver(Refused):
    message = _("This was agreed or withdrawn meanwhile. Nothing was changed.")


class ConsentsMissing(Refused):
    message = _("Not everybody who holds the role has agreed yet.")


class ClosesTooSoon(Refused):
    field = "takes_effect_on"
    message = _("Choose a day after today: those who hold the role have to agree first.")


class PractisedInTheFuture(Refused):
    field = "practised_on"
    message = _("Enter today or an earlier day: what is still to come cannot be practised yet.")


class SameOrganisation(Refused):
    field = "organisation"
    message = _(
        "A peer is somebody of another organisation than the one that employs you. Choose theirs."
    )


class VoiceAskedAlready(Refused):
    message = _("You have asked somebody already. You can ask another if they decline.")


class ConfirmedAlready(Refused):
    message = _("Somebody has confirmed this already, or was asked to.")


class SaidAlready(Refused):
    message = _("This was answered already, and can be answered once. Nothing was changed.")


class OwnContact(Refused):
    field = "reach"
    message = _("This address or number is your own. Enter that of somebody else.")


class NotTheirOwn(Refused):
    message = _("You cannot answer about yourself. Ask somebody else to open the link.")


BOUNDS: dict[str, type[Refused]] = {
    "role_shares_are_100_at_most": SharesOver100,
    "share_is_a_percentage": ShareIsNoPercentage,
    "person_holds_a_role_once_at_a_time": HeldAlready,
    "holding_ends_after_it_starts": EndsBeforeItStarts,
    "holding_lies_within_its_role": OutsideTheRole,
    "proposed_role_is_held_by_nobody": NotAgreedYet,
}
PULSE: dict[str, type[Refused]] = {
    "one_pulse_round_at_a_time": PulseAtThatTime,
    "pulse_round_closes_after_it_opens": PulseTooShort,
    "pulse_is_answered_while_it_is_open": PulseIsClosed,
    "pulse_is_from_1_to_5": PulseOfNobody,
    "no_organisation_rates_itself": PulseOfNobody,
}
SKILLS: dict[str, type[Refused]] = {
    "one_second_voice_of_a_kind_at_a_moment": VoiceAskedAlready,
    "peer_has_an_organisation_and_a_citizen_none": SameOrganisation,
    "peer_is_of_another_organisation": SameOrganisation,
    "practice_is_confirmed_by_another_organisation": SameOrganisation,
    "nobody_confirms_their_own_practice": NotTheirOwn,
}
