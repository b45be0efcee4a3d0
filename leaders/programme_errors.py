"""What programmes and cohorts refuse, in words that say how to put it right."""

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused


class NeedsTwoSectors(Refused):
    message = _(
        "A cohort opens with places meant for two sectors at least, and keeps them while it is "
        "open. Say for two sectors or more how many places are meant for them."
    )


class MeantForMoreThanThereAre(Refused):
    field = "places"
    message = _(
        "More places are meant for sectors than the cohort has. Give it more places, or mean fewer "
        "for a sector."
    )


class NoPlaceLeft(Refused):
    message = _(
        "The cohort is full: somebody else was given the last place meanwhile. Give it more "
        "places, or wait until somebody gives one back. Nobody was told anything."
    )


class FewerPlacesThanPeople(Refused):
    field = "places"
    message = _(
        "More people than that have a place already. Enter as many places as there are people, "
        "or more."
    )


class OpenAlready(Refused):
    message = _("This cohort is open already. Nothing was changed.")


class AppliesAfterTheStart(Refused):
    field = "applications_until"
    message = _("Applications end before the cohort begins. Enter an earlier day.")


class ProgrammeEndsFirst(Refused):
    field = "ends_on"
    message = _("It cannot end before it begins. Enter a later day.")


class AppliedAlready(Refused):
    message = _(
        "You have applied to this cohort already. You can see your application on your page, and "
        "withdraw it there."
    )


class HasAPlaceAlready(Refused):
    field = "email"
    message = _("This person has a place in this cohort already.")


class TakesNoApplications(Refused):
    message = _("This cohort takes no more applications. Ask the partnership about the next one.")


class DecidedAlready(Refused):
    message = _(
        "Somebody else answered one of these applications meanwhile, or it was withdrawn. Nothing "
        "was changed; look at the list again."
    )


class NeedsAReason(Refused):
    field = "reason"
    message = _("Say why. The reason is sent to the person.")


class NeedsAnEmployer(Refused):
    field = "employer_name"
    message = _("Choose your organisation, or enter its name and its sector.")


class LeftBeforeJoining(Refused):
    field = "left_on"
    message = _("They had no place then yet. Enter a later day.")


class LeftAlready(Refused):
    field = "left_on"
    message = _("This place was given back already. Nothing was changed.")


class SaysOnlyOneSide(Refused):
    field = "did_not_work"
    message = _("Say what worked and what did not, and where it can be read.")


class FundingEndsFirst(Refused):
    field = "ends_on"
    message = _("The money cannot end before it begins. Enter a later day.")


MIX: dict[str, type[Refused]] = {
    "open_cohort_has_a_target_mix": NeedsTwoSectors,
    "cohort_mix_fits_its_places": MeantForMoreThanThereAre,
    "cohort_has_a_place_for_each": FewerPlacesThanPeople,
    "cohort_ends_after_it_starts": ProgrammeEndsFirst,
    "programme_ends_after_it_starts": ProgrammeEndsFirst,
}
PLACES: dict[str, type[Refused]] = {
    "cohort_has_a_place_for_each": NoPlaceLeft,
    "person_takes_part_in_a_cohort_once": HasAPlaceAlready,
    "nobody_leaves_a_cohort_before_joining": LeftBeforeJoining,
}
