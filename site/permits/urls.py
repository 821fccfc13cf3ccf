from django.urls import path

from permits import views

app_name = "permits"
urlpatterns = [
    path("verify/", views.check, name="check"),
    path("verify/<str:code>/", views.verification, name="verification"),
    path("holders/<uuid:key>/", views.holder, name="holder"),
]
