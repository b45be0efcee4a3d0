from accounts.models.contact_point import ContactPoint
from accounts.models.person import Person, display_name
from accounts.models.second_step_reset import SecondStepReset

__all__ = ["ContactPoint", "Person", "SecondStepReset", "display_name"]
