"""Who works in the demo department; every person is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from shouhou.accounts import commands
from shouhou.accounts.models import User
from shouhou.accounts.passwords import GivenPassword
from shouhou.accounts.roles import Role

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("linlan", "林岚", Role.SUPERVISOR),
    ("hejing", "何静", Role.FRONT_DESK),
    ("luomin", "罗敏", Role.FRONT_DESK),
    ("suwen", "苏雯", Role.FRONT_DESK),
    ("zhouqi", "周启", Role.ENGINEER),
    ("chenzhou", "陈舟", Role.ENGINEER),
    ("limy", "黎明远", Role.ENGINEER),
    ("weitao", "韦涛", Role.ENGINEER),
    ("pengzhuo", "彭卓", Role.ENGINEER),
    ("zoufan", "邹凡", Role.QUALITY),
    ("qinyong", "覃勇", Role.KEEPER),
    ("hejun", "贺军", Role.KEEPER),
    ("tangxiao", "唐晓", Role.MATERIAL_CLERK),
    ("dinghang", "丁航", Role.LOGISTICS),
    ("mgmt1", "程远", Role.MANAGEMENT),
    ("fin1", "戴婧", Role.FINANCE),
    ("qa1", "严谨", Role.QUALITY),
    ("rd1", "顾新", Role.RD),
)


@dataclass
class Staff:
    """The people by user name, and what was printed for them: their first passwords."""

    users: dict[str, User] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, username: str) -> User:
        return self.users[username]

    @property
    def engineers(self) -> list[User]:
        """Those who repair."""
        return [self[name] for name, _zh, role in PEOPLE if role == Role.ENGINEER]

    @property
    def desk(self) -> list[User]:
        """Those at the front desk."""
        return [self[name] for name, _zh, role in PEOPLE if role == Role.FRONT_DESK]


def hire(passwords: Iterator[GivenPassword]) -> Staff:
    """Install the system and add everybody, each with the next of the generated passwords."""
    staff = Staff()
    admin, password = commands.install("admin", name="系统管理员", given=next(passwords))
    staff.users["admin"], staff.passwords["admin"] = admin, password
    for username, name, role in PEOPLE:
        user, password = commands.add_user(
            username, name=name, roles=frozenset({role}), by=admin, given=next(passwords)
        )
        staff.users[username] = user
        staff.passwords[username] = password
    # Whoever visits the demo shall not be asked to change somebody's password first.
    User.objects.update(must_change_password=False)
    return staff
