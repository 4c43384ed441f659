"""People, their roles and delegations, the trail, request keys and attachments."""

from shouhou.accounts.models.attachments import Attachment
from shouhou.accounts.models.people import Delegation, RoleAssignment, User
from shouhou.accounts.models.requests import RequestKey
from shouhou.accounts.models.trail import TrailEntry

__all__ = [
    "Attachment",
    "Delegation",
    "RequestKey",
    "RoleAssignment",
    "TrailEntry",
    "User",
]
