from django.urls import path

from permits import views

app_name = "permits"
urlpatterns = [
    path("verify/", views.check, name="check"),
    path("verify/certificate.pem", views.certificate, name="certificate"),
    path("verify/<str:code>/licence.pdf", views.licence, name="licence"),
    path("verify/<str:code>/", views.verification, name="verification"),
    path("holders/<uuid:key>/", views.holder, name="holder"),
]
