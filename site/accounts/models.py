from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in: an editor, a reviewer, an officer, an administrator. Citizens need no account."""
