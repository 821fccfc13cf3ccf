from django.urls import path

from cases import tracking_views as views

app_name = "cases"
urlpatterns = [
    path("", views.find, name="track"),
    path("<str:reference>/", views.follow, name="follow"),
    path("<str:reference>/correct/", views.correct, name="correct"),
    path("<str:reference>/ask/", views.ask, name="ask"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/leave/", views.leave, name="leave"),
    path("<str:reference>/receipt.pdf", views.receipt, name="receipt"),
    path("<str:reference>/letter.pdf", views.letter, name="letter"),
    path("<str:reference>/licence.pdf", views.licence, name="licence"),
]
