from reminders.models.bounce import Bounce
from reminders.models.handling import Handling
from reminders.models.notice import Notice
from reminders.models.preference import Preference
from reminders.models.rhythm import Rhythm
from reminders.models.task_run import TaskRun

__all__ = ["Bounce", "Handling", "Notice", "Preference", "Rhythm", "TaskRun"]
