from django.urls import path

from reminders.views.kinds import kind_html, kind_list, kind_preview
from reminders.views.mailbox import (
    mailbox_attachment,
    mailbox_html,
    mailbox_list,
    mailbox_message,
)

urlpatterns = [
    path("mailbox/", mailbox_list, name="mailbox_list"),
    path("mailbox/kinds/", kind_list, name="kind_list"),
    path("mailbox/kinds/<slug:name>/", kind_preview, name="kind_preview"),
    path("mailbox/kinds/<slug:name>/html/", kind_html, name="kind_html"),
    path("mailbox/<str:key>/", mailbox_message, name="mailbox_message"),
    path("mailbox/<str:key>/html/", mailbox_html, name="mailbox_html"),
    path(
        "mailbox/<str:key>/attachments/<int:position>/",
        mailbox_attachment,
        name="mailbox_attachment",
    ),
]
