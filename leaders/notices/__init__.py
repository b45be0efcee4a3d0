"""Every kind of message of this app: about roles, and about people's shares of them."""

from leaders.notices import handing_over, roles, shares

KINDS = (*roles.KINDS, *shares.KINDS, *handing_over.KINDS)
