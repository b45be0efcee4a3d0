from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from challenges.models.measure import Measure
from leaders.models import JointAct, LeadershipRole
from partnership.models import Hat

_OF_THE_PLACE = """
    IF NOT EXISTS (
        SELECT 1 FROM challenges_measure measure
        JOIN leaders_leadershiprole role ON role.id = NEW.role_id
        WHERE measure.id = NEW.measure_id AND measure.place_id IS NOT NULL
            AND measure.partnership_id = role.partnership_id
    ) THEN
        RAISE EXCEPTION 'An objective of a role points at a measure of its place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'objective_points_at_the_place';
    END IF;
    RETURN NULL;
"""


@pghistory.track()
class RoleObjective(models.Model):
    """What a leadership role is to achieve for the place, seen by a measure of the place.

    It binds once everybody who holds the role has accepted it, in the joint act that names it.
    """

    role = models.ForeignKey(LeadershipRole, on_delete=models.CASCADE, related_name="objectives")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="objectives")
    wording = models.CharField(max_length=300)
    aims_for = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    by_when = models.DateField(null=True, blank=True)
    act = models.ForeignKey(
        JointAct, null=True, blank=True, on_delete=models.SET_NULL, related_name="objectives"
    )
    set_by = models.ForeignKey(Hat, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(wording=""), name="objective_has_words"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="ended_objective_says_why",
            ),
            models.UniqueConstraint(
                fields=["role", "measure"],
                condition=Q(ended_on__isnull=True),
                name="role_has_one_objective_for_a_measure",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="objective_points_at_the_place",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=_OF_THE_PLACE,
            )
        ]

    def __str__(self) -> str:
        return self.wording
