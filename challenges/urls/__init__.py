from django.urls import URLPattern

from challenges.urls import barriers, challenges, commitments, log, strengths

urlpatterns: list[URLPattern] = [
    *challenges.urlpatterns,
    *log.urlpatterns,
    *strengths.urlpatterns,
    *commitments.urlpatterns,
    *barriers.urlpatterns,
]
