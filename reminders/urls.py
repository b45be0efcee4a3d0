from django.urls import path

from reminders.views.guide import what_we_send
from reminders.views.health import health_live, health_ready, health_reminders
from reminders.views.operating import delivery_detail, delivery_repair
from reminders.views.preferences import (
    mailing_leave,
    mailing_pause,
    mailing_rejoin,
    mailing_resume,
    preference_edit,
)
from reminders.views.receipts import receipt_of_notify, receipt_of_provider
from reminders.views.sent import sent_list

urlpatterns = [
    path("what-we-send/", what_we_send, name="what_we_send"),
    path("preferences/<str:token>/", preference_edit, name="preference_edit"),
    path("preferences/<str:token>/leave/<str:topic>/", mailing_leave, name="mailing_leave"),
    path("preferences/<str:token>/rejoin/<str:topic>/", mailing_rejoin, name="mailing_rejoin"),
    path("preferences/<str:token>/pause/", mailing_pause, name="mailing_pause"),
    path("preferences/<str:token>/resume/", mailing_resume, name="mailing_resume"),
    path("receipts/notify/", receipt_of_notify, name="receipt_of_notify"),
    path("receipts/mail/", receipt_of_provider, name="receipt_of_provider"),
    path("preferences/<str:token>/sent/", sent_list, name="sent_list"),
    path("operator/delivery/", delivery_detail, name="delivery_detail"),
    path("operator/delivery/repair/", delivery_repair, name="delivery_repair"),
    path("health/live", health_live, name="health_live"),
    path("health/ready", health_ready, name="health_ready"),
    path("health/reminders", health_reminders, name="health_reminders"),
]
