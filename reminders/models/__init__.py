from reminders.models.bounce import Bounce
from reminders.models.notice import Notice
from reminders.models.preference import Preference
from reminders.models.rhythm import Rhythm

__all__ = ["Bounce", "Notice", "Preference", "Rhythm"]
