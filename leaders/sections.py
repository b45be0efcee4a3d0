"""The sections that this app has in a partnership."""

from partnership.sections import Section

SECTIONS = (Section("Roles", "role_list", 50),)
