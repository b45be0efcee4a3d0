"""The sections that this app has in a partnership."""

from partnership.sections import Section

SECTIONS = (Section("Log", "log_list", 47),)
