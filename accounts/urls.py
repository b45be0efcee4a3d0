"""Sign-in is allauth's, as far as it is by code; what is about passwords is left out."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts.views.me import contact_choose, contact_restart, my_page, name_edit
from accounts.views.pages import about, accessibility, cookies, privacy
from accounts.views.second_step import (
    second_step,
    second_step_app,
    second_step_codes,
    second_step_list,
    second_step_passkey,
    second_step_remove,
    second_step_setup,
)
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
    path("me/second-step/", second_step, name="second_step"),
    path("me/second-step/yours/", second_step_list, name="second_step_list"),
    path("me/second-step/set-up/", second_step_setup, name="second_step_setup"),
    path("me/second-step/app/", second_step_app, name="second_step_app"),
    path("me/second-step/passkey/", second_step_passkey, name="second_step_passkey"),
    path("me/second-step/codes/", second_step_codes, name="second_step_codes"),
    path(
        "me/second-step/<int:authenticator>/remove/", second_step_remove, name="second_step_remove"
    ),
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
