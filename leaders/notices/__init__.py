"""Every kind of message of this app: about roles, people's shares, programmes, trust and skills."""

from leaders.notices import (
    applications,
    cohorts,
    handing_over,
    money,
    places,
    proposing,
    pulse,
    roles,
    shares,
    skills,
    together,
)

KINDS = (
    *roles.KINDS,
    *shares.KINDS,
    *handing_over.KINDS,
    *proposing.KINDS,
    *together.KINDS,
    *money.KINDS,
    *applications.KINDS,
    *places.KINDS,
    *cohorts.KINDS,
    *pulse.KINDS,
    *skills.KINDS,
)
