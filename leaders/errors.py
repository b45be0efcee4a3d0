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


BOUNDS: dict[str, type[Refused]] = {
    "role_shares_are_100_at_most": SharesOver100,
    "share_is_a_percentage": ShareIsNoPercentage,
    "person_holds_a_role_once_at_a_time": HeldAlready,
    "holding_ends_after_it_starts": EndsBeforeItStarts,
    "holding_lies_within_its_role": OutsideTheRole,
}
PULSE: dict[str, type[Refused]] = {
    "one_pulse_round_at_a_time": PulseAtThatTime,
    "pulse_round_closes_after_it_opens": PulseTooShort,
    "pulse_is_answered_while_it_is_open": PulseIsClosed,
    "pulse_is_from_1_to_5": PulseOfNobody,
    "no_organisation_rates_itself": PulseOfNobody,
}
