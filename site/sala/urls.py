from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from agency.views import brand
from sala import views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("brand.css", brand, name="brand"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media"),
]

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("demo/", include("sala.demo.urls")),
    path("apply/", include("forms.urls")),
    path("track/", include("cases.urls")),
    path("", include("permits.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
