"""Partners by sector: the mix of a partnership, for its public page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from partnership.models import Partner, Sector


@dataclass(slots=True)
class SectorShare:
    """The partners of one sector."""

    value: str
    label: str
    partners: list[Partner] = field(default_factory=list)


def sectors_of(partners: Iterable[Partner]) -> list[SectorShare]:
    """The sectors that are there, in the order in which the model names them."""
    shares = {value: SectorShare(value, str(label)) for value, label in Sector.choices}
    for partner in partners:
        shares[partner.organisation.sector].partners.append(partner)
    return [share for share in shares.values() if share.partners]
