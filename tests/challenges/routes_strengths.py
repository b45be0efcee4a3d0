"""Who gets through to the strengths of a place."""

from __future__ import annotations

from typing import Any

from challenges.models import Strength
from tests.cast import World
from tests.challenges.factories import make_strength
from tests.challenges.routes import of_partnership
from tests.permissions.route import CONFIGURES, EVERYBODY, SIGNED_IN, Route


def in_state(state: str) -> Any:
    def kwargs(world: World) -> dict[str, Any]:
        name = f"The choir, {state}"
        strength = Strength.objects.filter(partnership=world.partnership, name=name).first()
        if strength is None:
            strength = make_strength(world, name)
            strength.state, strength.declined_because = state, "It names a private person."
            strength.save()
        return {**of_partnership(world), "strength": strength.pk}

    return kwargs


def table(world: World) -> dict[str, Any]:
    return {**of_partnership(world), "form": "csv"}


ROUTES = [
    Route("strength_list", kwargs=of_partnership),
    Route("strength_table", kwargs=table),
    Route("strength_suggest", SIGNED_IN, of_partnership),
    Route("strength_suggest", SIGNED_IN, of_partnership, method="post"),
    Route("strength_detail", EVERYBODY, in_state("published")),
    Route("strength_detail", CONFIGURES, in_state("suggested")),
    Route("strength_detail", CONFIGURES, in_state("declined")),
    Route("strength_look", CONFIGURES, in_state("suggested")),
    Route("strength_look", CONFIGURES, in_state("suggested"), method="post"),
]
