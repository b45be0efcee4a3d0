"""The sections that this app has in a partnership."""

from partnership.sections import Section

SECTIONS = (Section("Challenges", "challenge_list", 45),)
