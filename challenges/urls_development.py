from django.urls import path

from challenges.views.look import look_charts

urlpatterns = [
    path("look/charts/", look_charts, name="look_charts"),
]
