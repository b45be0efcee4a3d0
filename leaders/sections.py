"""The sections that this app has in a partnership."""

from leaders.rules import can_see_network, can_see_pulse
from partnership.sections import Section

TRUST = "Trust and network"
SECTIONS = (
    Section("Roles", "role_list", 50),
    Section("Programmes", "programme_list", 55),
    Section("Trust", "pulse_latest", 60, can_see_pulse, TRUST),
    Section("Network", "network_detail", 65, can_see_network, TRUST),
)
