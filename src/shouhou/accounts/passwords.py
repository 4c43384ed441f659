"""The password that somebody is given: generated, shown once, and kept as its hash alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password


@dataclass(frozen=True)
class GivenPassword:
    """A generated password and its hash."""

    plain: str
    hashed: str

    @classmethod
    def generate(cls) -> GivenPassword:
        """A new one. Hashing is slow on purpose, but other threads work on meanwhile."""
        plain = secrets.token_urlsafe(12)
        return cls(plain, make_password(plain))
