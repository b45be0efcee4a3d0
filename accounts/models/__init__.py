from accounts.models.contact_point import ContactPoint
from accounts.models.person import Person, display_name

__all__ = ["ContactPoint", "Person", "display_name"]
