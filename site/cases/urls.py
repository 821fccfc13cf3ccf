from django.urls import path

from cases import tracking_views as views

app_name = "cases"
urlpatterns = [
    path("", views.find, name="track"),
    path("<str:reference>/", views.follow, name="follow"),
]
