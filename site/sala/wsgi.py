"""The site for a WSGI server. The project's root and its `site/` folder must be on the import path."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sala.settings")

application = get_wsgi_application()
