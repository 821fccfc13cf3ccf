"""Where applicants' files lie: outside of the web root, under names we choose, on disk before "received" is said."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Has no address. A saved file and its folder entry are flushed to the disk."""

    def _save(self, name: str, content: File) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for each in (path, path.parent):
            descriptor = os.open(each, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return saved

    def url(self, name: str | None) -> str:
        raise ValueError("Applicants' files have no address: they are sent after a check of rights.")


def private_storage() -> DurableStorage:
    return DurableStorage(location=Path(settings.DATA_DIR) / "private", file_permissions_mode=0o600)
