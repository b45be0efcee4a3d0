from django.urls import URLPattern

from challenges.urls import challenges, commitments, log, strengths

urlpatterns: list[URLPattern] = [
    *challenges.urlpatterns,
    *log.urlpatterns,
    *strengths.urlpatterns,
    *commitments.urlpatterns,
]
