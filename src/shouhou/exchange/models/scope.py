"""Rows that belong to one agent: the department sees all of them, an agent's user his own."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from shouhou.accounts.models import User

Row = TypeVar("Row", bound=models.Model)


class AgentRows(models.QuerySet[Row]):
    """Rows with a direct `agent`."""

    def visible_to(self, user: User) -> Self:
        """What this person may see."""
        return self if user.sees_every_agent else self.filter(agent__memberships__user=user)
