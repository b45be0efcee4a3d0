from reminders.kinds import Kind

KINDS: tuple[Kind, ...] = ()
