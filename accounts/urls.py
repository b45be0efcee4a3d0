"""Sign-in is allauth's, as far as it is by code; what is about passwords is left out."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts.views.me import contact_choose, contact_restart, my_page, name_edit
from accounts.views.pages import about, accessibility, cookies, privacy
from accounts.views.signing_up import sign_up, sign_up_code

urlpatterns = [
    path("about/", about, name="about"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("cookies/", cookies, name="cookies"),
    path("me/", my_page, name="my_page"),
    path("me/contacts/choose/", contact_choose, name="contact_choose"),
    path("me/contacts/restart/", contact_restart, name="contact_restart"),
    path("me/name/", name_edit, name="name_edit"),
    path("accounts/login/", login_not_required(allauth.request_login_code), name="account_login"),
    path(
        "accounts/again/",
        login_not_required(allauth.request_login_code),
        name="account_request_login_code",
    ),
    path("accounts/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/signup/", sign_up, name="account_signup"),
    path("accounts/signup/code/", sign_up_code, name="sign_up_code"),
]
