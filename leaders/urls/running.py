"""Addresses of what is done with a role while it runs, and before it is agreed."""

from django.urls import URLPattern, path

from leaders.urls.roles import ALL, ONE, SHARE
from leaders.views.duties import duties_edit
from leaders.views.handing_over import handover_edit, handover_notes
from leaders.views.joint_acts import joint_act_create, joint_act_detail, joint_act_withdraw
from leaders.views.proposing import (
    role_proposal_answer,
    role_proposal_edit,
    role_proposal_withdraw,
    role_propose,
)
from leaders.views.resourcing import (
    funding_create,
    funding_edit,
    host_create,
    host_edit,
    role_resources,
)
from leaders.views.role_notices import role_notice_create, role_notice_detail
from leaders.views.shares import holding_resize, share_answer

urlpatterns: list[URLPattern] = [
    path(f"{ALL}propose/", role_propose, name="role_propose"),
    path(f"{ONE}proposal/", role_proposal_edit, name="role_proposal_edit"),
    path(f"{ONE}proposal/answer/", role_proposal_answer, name="role_proposal_answer"),
    path(f"{ONE}proposal/withdraw/", role_proposal_withdraw, name="role_proposal_withdraw"),
    path(f"{ONE}resources/", role_resources, name="role_resources"),
    path(f"{ONE}hosts/new/", host_create, name="host_create"),
    path(f"{ONE}hosts/<int:host>/", host_edit, name="host_edit"),
    path(f"{ONE}money/new/", funding_create, name="role_funding_create"),
    path(f"{ONE}money/<int:funding>/", funding_edit, name="role_funding_edit"),
    path(f"{ONE}duties/", duties_edit, name="duties_edit"),
    path(f"{SHARE}resize/", holding_resize, name="holding_resize"),
    path(f"{SHARE}handover/", handover_edit, name="handover_edit"),
    path(f"{ONE}notes/", handover_notes, name="handover_notes"),
    path(f"{ONE}proposed/<int:share>/", share_answer, name="share_answer"),
    path(f"{ONE}notices/new/", role_notice_create, name="role_notice_create"),
    path(f"{ONE}notices/<int:notice>/", role_notice_detail, name="role_notice_detail"),
    path(f"{ONE}together/new/", joint_act_create, name="joint_act_create"),
    path(f"{ONE}together/<int:act>/", joint_act_detail, name="joint_act_detail"),
    path(f"{ONE}together/<int:act>/withdraw/", joint_act_withdraw, name="joint_act_withdraw"),
]
