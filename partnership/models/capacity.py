"""In which capacities people act, and the groups of them that rules speak of."""

from __future__ import annotations

from django.db import models


class Capacity(models.TextChoices):
    CHAIR = "chair", "Chair"
    DEPUTY_CHAIR = "deputy_chair", "Deputy chair"
    COORDINATOR = "coordinator", "Coordinator"
    LEADER = "leader", "Leader"
    FACILITATOR = "facilitator", "Facilitator"
    REPRESENTATIVE = "representative", "Representative"
    RESIDENT = "resident", "Resident"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy", "Deputy safeguarding lead"
    ANALYST = "analyst", "Analyst"


# A deputy may do what a chair may, but name or hand over the chair and take the partnership live.
CHAIRS = (Capacity.CHAIR, Capacity.DEPUTY_CHAIR)
# Whoever heads a partnership: they set it up, and run it from day to day.
HEADS = (*CHAIRS, Capacity.COORDINATOR)
SAFEGUARDS = (Capacity.SAFEGUARDING_LEAD, Capacity.SAFEGUARDING_DEPUTY)
# A live partnership cannot be without one of each.
NEEDED = (Capacity.CHAIR, *SAFEGUARDS)
# What these may do asks for more than a code sent to a mailbox: a second step at each sign-in.
SECURED = (*HEADS, *SAFEGUARDS)
# Somebody may act so on paper and by phone, and never sign in.
BY_HAND = (Capacity.RESIDENT, Capacity.FACILITATOR)
