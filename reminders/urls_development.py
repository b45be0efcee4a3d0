from django.urls import path

from reminders.views.mailbox import (
    mailbox_attachment,
    mailbox_html,
    mailbox_list,
    mailbox_message,
)

urlpatterns = [
    path("mailbox/", mailbox_list, name="mailbox_list"),
    path("mailbox/<str:key>/", mailbox_message, name="mailbox_message"),
    path("mailbox/<str:key>/html/", mailbox_html, name="mailbox_html"),
    path(
        "mailbox/<str:key>/attachments/<int:position>/",
        mailbox_attachment,
        name="mailbox_attachment",
    ),
]
