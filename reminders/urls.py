from django.urls import path

from reminders.views.health import health_live, health_ready, health_reminders
from reminders.views.preferences import mailing_leave, preference_edit

urlpatterns = [
    path("preferences/<str:token>/", preference_edit, name="preference_edit"),
    path("preferences/<str:token>/leave/<str:topic>/", mailing_leave, name="mailing_leave"),
    path("health/live", health_live, name="health_live"),
    path("health/ready", health_ready, name="health_ready"),
    path("health/reminders", health_reminders, name="health_reminders"),
]
