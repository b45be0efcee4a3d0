from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.handover import hat_hand_over
from partnership.views.hats import (
    hat_end,
    hat_list,
    hat_list_download,
    hat_reset_second_step,
    hat_wear,
)
from partnership.views.invitations import (
    hat_create,
    invitation_again,
    invitation_code,
    invitation_withdraw,
)
from partnership.views.invited import (
    invitation_accept,
    invitation_decline,
    invitation_find,
    invitation_open,
    invitation_prove,
)
from partnership.views.who_could import who_could, who_could_download

ONE = "partnerships/<slug:partnership>/"
ASKED = f"{ONE}people/invited/<int:invitation>/"
MINE = "invitations/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}people/", hat_list, name="hat_list"),
    path(f"{ONE}people.<format:form>", hat_list_download, name="hat_list_download"),
    path(f"{ONE}who-could-do-what/", who_could, name="who_could"),
    path(f"{ONE}who-could-do-what.<format:form>", who_could_download, name="who_could_download"),
    path(f"{ONE}people/add/", hat_create, name="hat_create"),
    path(f"{ONE}people/<int:hat>/end/", hat_end, name="hat_end"),
    path(
        f"{ONE}people/<int:hat>/second-step/",
        hat_reset_second_step,
        name="hat_reset_second_step",
    ),
    path(f"{ONE}people/<int:hat>/hand-over/", hat_hand_over, name="hat_hand_over"),
    path(f"{ASKED}code/", invitation_code, name="invitation_code"),
    path(f"{ASKED}again/", invitation_again, name="invitation_again"),
    path(f"{ASKED}withdraw/", invitation_withdraw, name="invitation_withdraw"),
    path("invitations/", invitation_find, name="invitation_find"),
    path(MINE, invitation_open, name="invitation_open"),
    path(f"{MINE}sign-in/", invitation_prove, name="invitation_prove"),
    path(f"{MINE}accept/", invitation_accept, name="invitation_accept"),
    path(f"{MINE}decline/", invitation_decline, name="invitation_decline"),
    path("hats/<int:hat>/wear/", hat_wear, name="hat_wear"),
]
