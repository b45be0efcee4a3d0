"""What we can offer so that somebody can take part: the adjustment, never the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order in which they are offered. Codes are stored sealed and are never renamed.
OFFERS: dict[str, str | Promise] = {
    "step_free": _("A step-free way in, or space for a wheelchair"),
    "hearing_loop": _("A hearing loop"),
    "bsl": _("A British Sign Language interpreter"),
    "interpreter": _("An interpreter for another language"),
    "captions": _("Live captions"),
    "large_print": _("Papers in large print"),
    "easy_read": _("Papers in easy read: short words and pictures"),
    "travel": _("Help to get there, such as a lift or a taxi"),
    "carer": _("Someone to look after a child or a person I care for"),
    "quiet_space": _("A quiet place to take a break"),
    "getting_online": _("Help to join online"),
    "other": _("Something else"),
}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing somebody asked for, and in their own words what we should know about it."""

    code: str
    detail: str = ""

    @property
    def label(self) -> str:
        return str(OFFERS.get(self.code, OFFERS["other"]))
