"""What a running site takes from its environment: environment variables and files in the data folder."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name: str) -> list[str]:
    """The comma-separated values of a variable, without blanks."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def data_dir() -> Path:
    """The folder for all that a running site writes: SALA_DATA_DIR, else var/ in the project."""
    folder = Path(os.environ.get("SALA_DATA_DIR") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SALA_SECRET_KEY, else a key made at the first start and kept in the data folder, readable by its owner alone."""
    if key := os.environ.get("SALA_SECRET_KEY"):
        return key
    path = folder / "secret-key"
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()
