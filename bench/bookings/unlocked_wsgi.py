"""The web server with its lock off: only for the control of this benchmark."""

from config.wsgi import application
from coproduction.actions import locking
from coproduction.models import Session

__all__ = ["application"]

locking.hold = lambda session_id: Session.objects.get(pk=session_id)
