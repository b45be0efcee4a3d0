from django.urls import path

from coproduction.views import (
    concern,
    concern_lead,
    contribution,
    contribution_team,
    decision,
    decision_making,
    feedback,
    home,
    said,
    what_changed,
)

_SESSION = "partnerships/<slug:partnership>/sessions/<slug:session>/"
_SAID = f"{_SESSION}said/"
_WORDS = f"{_SAID}<int:contribution>/"
_WORRY = f"{_SESSION}worry/"
_CONCERNS = "partnerships/<slug:partnership>/concerns/"
_CONCERN = f"{_CONCERNS}<int:concern>/"
_OF = "partnerships/<slug:partnership>/decisions/"
_ONE = f"{_OF}<slug:decision>/"
_ANSWER = f"{_ONE}answers/<int:contribution>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("what-changed/", what_changed.what_changed, name="what_changed"),
    path("say/", contribution.contribution_start, name="contribution_start"),
    path("say/<slug:code>/", contribution.contribution_say, name="contribution_say"),
    path("say/<slug:code>/check/", contribution.contribution_check, name="contribution_check"),
    path("say/<slug:code>/<slug:step>/", contribution.contribution_say, name="contribution_say"),
    path("after/<slug:code>/", feedback.feedback_give, name="feedback_give"),
    path("after/<slug:code>/thank-you/", feedback.feedback_thanks, name="feedback_thanks"),
    path("said/<str:token>/", said.said, name="said"),
    path("said/<str:token>/thank-you/", said.said_thanks, name="said_thanks"),
    path("said/<str:token>/take-back/", said.said_take_back, name="said_take_back"),
    path(_SAID, contribution_team.contribution_list, name="contribution_list"),
    path(f"{_SAID}new/", contribution_team.contribution_create, name="contribution_create"),
    path(f"{_WORDS}share/", contribution_team.contribution_share, name="contribution_share"),
    path(f"{_WORDS}hide/", contribution_team.contribution_hide, name="contribution_hide"),
    path(_OF, decision.decision_list, name="decision_list"),
    path(f"{_OF}new/", decision_making.decision_create, name="decision_create"),
    path(_ONE, decision.decision_detail, name="decision_detail"),
    path(f"{_ONE}edit/", decision_making.decision_edit, name="decision_edit"),
    path(f"{_ONE}answers/", decision_making.decision_answers, name="decision_answers"),
    path(_ANSWER, decision_making.influence_edit, name="influence_edit"),
    path(f"{_ANSWER}take-out/", decision_making.influence_delete, name="influence_delete"),
    path(f"{_ONE}publish/", decision_making.decision_publish, name="decision_publish"),
    path(f"{_ONE}promise/", decision_making.decision_promise, name="decision_promise"),
    path(_WORRY, concern.concern_raise, name="concern_raise"),
    path(f"{_WORRY}check/", concern.concern_check, name="concern_check"),
    path("worries/<str:token>/", concern.concern_status, name="concern_status"),
    path(_CONCERNS, concern_lead.concern_list, name="concern_list"),
    path(_CONCERN, concern_lead.concern_detail, name="concern_detail"),
    path(f"{_CONCERN}seen/", concern_lead.concern_acknowledge, name="concern_acknowledge"),
    path(f"{_CONCERN}note/", concern_lead.concern_note, name="concern_note"),
]
