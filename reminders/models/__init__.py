from reminders.models.notice import Notice
from reminders.models.preference import Preference

__all__ = ["Notice", "Preference"]
