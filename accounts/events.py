"""What each line of the record holds beside the row itself, so that it can be asked at any size."""

from __future__ import annotations

import pghistory.models
from django.db import models
from django.db.models import F
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast


class Event(pghistory.models.Event):
    """The base of every table of events: found by when it happened, and by who did it.

    The person is read off the context by the database itself, so no write can say otherwise.
    """

    pgh_created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    pgh_person = models.GeneratedField(
        expression=Cast(
            KeyTextTransform("person", F("pgh_context")), output_field=models.BigIntegerField()
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
        db_index=True,
    )

    class Meta:
        abstract = True
