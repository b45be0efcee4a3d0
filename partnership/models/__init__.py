from partnership.models.area_served import AreaServed
from partnership.models.board_meeting import BoardMeeting
from partnership.models.funding import Funding, ParticipationFunding
from partnership.models.hat import Hat
from partnership.models.interest import Interest
from partnership.models.invitation import Invitation
from partnership.models.no_interests import NoInterests
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
from partnership.models.record_copy import RecordCopy
from partnership.models.reference_table import ReferenceTable
from partnership.models.terms import Terms
from partnership.models.upload import Upload, UploadRow
from partnership.models.vouching import Vouching

__all__ = [
    "AreaServed",
    "BoardMeeting",
    "Funding",
    "Hat",
    "Interest",
    "Invitation",
    "NoInterests",
    "Organisation",
    "OrganisationSuccession",
    "ParticipationFunding",
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
    "RecordCopy",
    "ReferenceTable",
    "Sector",
    "Terms",
    "Upload",
    "UploadRow",
    "Vouching",
]
