"""Where signed licences lie: outside of the web root; a view sends them after it looked at the permit."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class LicenceStorage(FileSystemStorage):
    def url(self, name: str | None) -> str:
        raise ValueError("A licence has no address of its own: a view sends it, if the permit is in force.")


def licence_storage() -> LicenceStorage:
    return LicenceStorage(location=Path(settings.DATA_DIR) / "private" / "licences", file_permissions_mode=0o600)
