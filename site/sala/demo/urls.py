from django.urls import path

from sala.demo import views

app_name = "demo"
urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<str:name>/<int:number>/<int:position>/", views.attachment, name="attachment"),
]
