from django.urls import URLPattern, path

from challenges.urls.addresses import HERE, ONE
from challenges.views.asking import question_ask, question_compare, question_detail, stage_enter
from challenges.views.judging import (
    challenge_close,
    hypothesis_create,
    hypothesis_settle,
    judgement_create,
)
from challenges.views.surrounding import (
    aim_name,
    aim_withdraw,
    figure_create,
    figure_remove,
    team_edit,
)
from challenges.views.taking_away import policy_coverage, policy_coverage_table, question_table
from partnership.urls import formats  # noqa: F401 (it names a converter)

QUESTION = f"{ONE}question/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}policy-aims/", policy_coverage, name="policy_coverage"),
    path(f"{HERE}policy-aims.<format:form>", policy_coverage_table, name="policy_coverage_table"),
    path(f"{ONE}close/", challenge_close, name="challenge_close"),
    path(QUESTION, question_detail, name="question_detail"),
    path(f"{QUESTION}ask/", question_ask, name="question_ask"),
    path(f"{QUESTION}compare/", question_compare, name="question_compare"),
    path(f"{QUESTION}stage/", stage_enter, name="stage_enter"),
    path(f"{QUESTION}team/", team_edit, name="team_edit"),
    path(f"{QUESTION}judgements/new/", judgement_create, name="judgement_create"),
    path(f"{QUESTION}hypotheses/new/", hypothesis_create, name="hypothesis_create"),
    path(
        f"{QUESTION}hypotheses/<int:hypothesis>/what-we-saw/",
        hypothesis_settle,
        name="hypothesis_settle",
    ),
    path(f"{QUESTION}figures/new/", figure_create, name="figure_create"),
    path(f"{QUESTION}figures/<int:figure>/remove/", figure_remove, name="figure_remove"),
    path(f"{QUESTION}aims/new/", aim_name, name="aim_name"),
    path(f"{QUESTION}aims/<int:aim>/remove/", aim_withdraw, name="aim_withdraw"),
    path(
        f"{QUESTION}tables/<slug:table>.<format:form>",
        question_table,
        name="question_table",
    ),
]
