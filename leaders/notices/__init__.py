"""Every kind of message of this app: about roles, people's shares of them, and trust."""

from leaders.notices import handing_over, pulse, roles, shares

KINDS = (*roles.KINDS, *shares.KINDS, *handing_over.KINDS, *pulse.KINDS)
