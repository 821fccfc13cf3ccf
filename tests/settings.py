"""The site's settings for tests: a data folder that is thrown away, and nothing slow or scheduled."""

import atexit
import os
import shutil
import tempfile

os.environ["SALA_DATA_DIR"] = _folder = tempfile.mkdtemp(prefix="sala-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
# What the one who runs the tests has set for a site of theirs is not for tests; which database to use is.
for _name in (
    "SALA_BASE_URL",
    "SALA_ALLOWED_HOSTS",
    "SALA_BEHIND_PROXY",
    "SALA_DEBUG",
    "SALA_DEMO",
    "SALA_SIGNING_PKCS12",
    "SALA_SIGNING_PASSWORD",
    "SALA_EMAIL_URL",
    "ELASTICSEARCH_URL",
):
    os.environ.pop(_name, None)

from sala.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = f"{_folder}/static"
os.makedirs(STATIC_ROOT)  # WhiteNoise warns of a missing one
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file like the site's: threads of a test wait for each other, which they do not in memory.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/tests.sqlite3"}  # noqa: F405
