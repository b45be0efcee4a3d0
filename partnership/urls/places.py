from django.urls import URLPattern, path

from partnership.views.places import place_detail, place_list

urlpatterns: list[URLPattern] = [
    path("places/", place_list, name="place_list"),
    path("places/<slug:place>/", place_detail, name="place_detail"),
]
