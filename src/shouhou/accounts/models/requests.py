"""Request keys: what makes a double click, a retry or a lost answer have one effect."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, models

from shouhou.accounts.models.people import User
from shouhou.kernel import clock


class RequestKey(models.Model):
    """One submitted form: claimed in the transaction of its effect, with the answer it got."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.PROTECT)
    path = models.CharField(max_length=200)
    answered_with = models.TextField(default="")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.key)

    @classmethod
    def claim(cls, key: UUID, user: User, path: str) -> RequestKey:
        """The row of this key: a new one, or the one that an earlier arrival was answered with.

        A second arrival waits here until the first has been answered.
        """
        claim = cls(key=key, user=user, path=path)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {cls._meta.db_table} (key, user_id, path, answered_with, at)"
                " VALUES (%s, %s, %s, '', %s) ON CONFLICT DO NOTHING",
                [key.hex, user.pk, path, connection.ops.adapt_datetimefield_value(claim.at)],
            )
            return claim if cursor.rowcount else cls.objects.get(key=key)
