from partnership.models.hat import Hat
from partnership.models.organisation import Organisation, OrganisationSuccession, Sector
from partnership.models.partnership import Partner, Partnership
from partnership.models.place import (
    Place,
    PlaceCode,
    PlaceName,
    PlaceOutline,
    PlaceOverlap,
    PlaceService,
    PlaceSuccession,
    PopulationShare,
)
from partnership.models.reference_table import ReferenceTable

__all__ = [
    "Hat",
    "Organisation",
    "OrganisationSuccession",
    "Partner",
    "Partnership",
    "Place",
    "PlaceCode",
    "PlaceName",
    "PlaceOutline",
    "PlaceOverlap",
    "PlaceService",
    "PlaceSuccession",
    "PopulationShare",
    "ReferenceTable",
    "Sector",
]
