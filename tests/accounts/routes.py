"""Sign-in and sign-up are for everybody; a person's own page is for whoever is signed in.

To sign out by a POST is for everybody as well; it would end the walk.
"""

from tests.permissions.route import SIGNED_IN, Route

ROUTES = [
    Route("account_login"),
    Route("account_login", method="post", data={"email": "nobody@example.org"}),
    Route("account_request_login_code"),
    Route("account_confirm_login_code"),
    Route("account_logout"),
    Route("account_inactive"),
    Route("account_signup"),
    Route("account_signup", method="post", data={"name": "New", "email": "new@example.org"}),
    Route("sign_up_code"),
    Route("my_page", SIGNED_IN),
    Route("name_edit", SIGNED_IN),
    Route("name_edit", SIGNED_IN, method="post", data={"name": "Somebody"}),
    Route("second_step", SIGNED_IN),
    Route("second_step", SIGNED_IN, method="post", data={"code": "123456"}),
    Route("second_step_list", SIGNED_IN),
    Route("second_step_setup", SIGNED_IN),
    Route("second_step_app", SIGNED_IN),
    Route("second_step_app", SIGNED_IN, method="post", data={"code": "123456"}),
    Route("second_step_passkey", SIGNED_IN),
    Route("second_step_passkey", SIGNED_IN, method="post", data={"credential": "{}"}),
    Route("second_step_codes", SIGNED_IN),
    Route("second_step_codes", SIGNED_IN, method="post"),
    Route("second_step_remove", frozenset(), lambda w: {"authenticator": 7}),
    Route("contact_choose", SIGNED_IN, method="post", data={"contact": "7"}),
    Route("contact_restart", SIGNED_IN, method="post", data={"contact": "7"}),
    Route("look_specimens"),
    Route("look_charts"),
    Route("sign_in_as"),
]
