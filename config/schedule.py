"""Everything that runs on a clock, on one page. Times are intervals, in seconds.

Local times are decided from rows, never from a crontab: Celery's hourly crontab skips an hour
when the clocks go back (measured, 2026).
"""

BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "owe what the apps say is due": {"task": "reminders.tasks.owe_reminders", "schedule": 180.0},
    "deliver what is due": {"task": "reminders.tasks.deliver_due", "schedule": 60.0},
    "let offers lapse": {"task": "coproduction.tasks.lapse_offers", "schedule": 30.0},
    "take in what was confirmed": {"task": "partnership.tasks.take_in_tables", "schedule": 60.0},
    "do what all who hold a role agreed": {
        "task": "leaders.tasks.complete_joint_acts",
        "schedule": 300.0,
    },
    "forget what must not be kept": {"task": "reminders.tasks.forget", "schedule": 3600.0},
}
