from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/send-again/", views.send_message_again, name="send_again"),
]
