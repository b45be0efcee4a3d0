from django.urls import URLPattern

from challenges.urls import (
    barriers,
    challenges,
    commitments,
    cycles,
    log,
    measures,
    question,
    strengths,
)

urlpatterns: list[URLPattern] = [
    *challenges.urlpatterns,
    *question.urlpatterns,
    *log.urlpatterns,
    *strengths.urlpatterns,
    *commitments.urlpatterns,
    *barriers.urlpatterns,
    *cycles.urlpatterns,
    *measures.urlpatterns,
]
