from django.urls import path

from forms import views
from forms.step_forms import StepForm

app_name = "forms"
# The real forms of the steps are made for each request: form_list and url_name only satisfy django-formtools.
wizard = views.ApplicationWizard.as_view(form_list=[StepForm], url_name="forms:step", done_step_name=views.CHECK)
urlpatterns = [
    path("<uuid:token>/", views.resume, name="resume"),
    path("<uuid:token>/received/", views.received, name="received"),
    path("<uuid:token>/receipt.pdf", views.receipt, name="receipt"),
    path("<uuid:token>/<slug:step>/", wizard, name="step"),
]
