"""Every kind of message of this app: about roles, people's shares of them, and trust."""

from leaders.notices import handing_over, money, proposing, pulse, roles, shares, together

KINDS = (
    *roles.KINDS,
    *shares.KINDS,
    *handing_over.KINDS,
    *proposing.KINDS,
    *together.KINDS,
    *money.KINDS,
    *pulse.KINDS,
)
