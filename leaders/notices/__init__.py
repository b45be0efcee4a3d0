"""Every kind of message of this app: about roles, people's shares of them, trust and skills."""

from leaders.notices import handing_over, money, proposing, pulse, roles, shares, skills, together

KINDS = (
    *roles.KINDS,
    *shares.KINDS,
    *handing_over.KINDS,
    *proposing.KINDS,
    *together.KINDS,
    *money.KINDS,
    *pulse.KINDS,
    *skills.KINDS,
)
