"""Where signed licences lie: outside of the web root; a view sends them after it looked at the permit."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def licence_storage() -> FileSystemStorage:
    return FileSystemStorage(
        location=Path(settings.DATA_DIR) / "private" / "licences", base_url=None, file_permissions_mode=0o600
    )
