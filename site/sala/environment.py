"""What a running site takes from its environment: environment variables and files in the data folder."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


TRUE = {"1", "true", "yes", "on"}


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    return value in TRUE if value else default


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


@dataclass(frozen=True)
class MailServer:
    """tls: encrypted from the first byte (smtps). starttls: after a plain greeting."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def mail_server() -> MailServer | None:
    """The server that SALA_EMAIL_URL names, such as smtp://user:password@host:587?tls=1 or smtps://user:password@host.

    Ends the program with a sentence when it cannot be read: mail that silently goes elsewhere would be missed too late.
    """
    address = os.environ.get("SALA_EMAIL_URL", "").strip()
    if not address:
        return None
    try:
        return _read_mail_server(address)
    except ValueError as error:
        raise SystemExit(
            f"SALA_EMAIL_URL cannot be read: {error}\nIt looks like smtp://user:password@host:587?tls=1 or "
            "smtps://user:password@host (in names and passwords, write @ as %40, / as %2F, : as %3A)."
        ) from None


def _read_mail_server(address: str) -> MailServer:
    parts = urlsplit(address)
    ports = {"smtp": 25, "smtps": 465}
    if parts.scheme not in ports:
        raise ValueError("it does not begin with smtp:// or smtps://.")
    try:
        port = parts.port
    except ValueError:  # whose words would quote a part of the password, if it has a slash
        raise ValueError("its port is no number.") from None
    if not parts.hostname:
        raise ValueError("it names no host.")
    options = parse_qs(parts.query, keep_blank_values=True)
    if set(options) - {"tls"} or parts.path.strip("/") or parts.fragment:
        raise ValueError("nothing but ?tls=1 may follow the host and port.")
    starttls = options.get("tls", [""])[-1].lower() in TRUE
    if starttls and parts.scheme == "smtps":
        raise ValueError("smtps:// is encrypted already; leave out ?tls=1.")
    return MailServer(
        host=parts.hostname,
        port=port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=starttls,
    )
