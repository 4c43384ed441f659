"""Chinese names are found by their initials and by their pinyin."""

from __future__ import annotations

import pytest

from shouhou.kernel.spelling import spell


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("屏总成", "pzc pingzongcheng"),
        ("星屿 S5 电池", "xys5dc xingyus5dianchi"),
        ("重庆星联通讯(示例)", "cqxltxsl chongqingxingliantongxunshili"),
        ("SF", "sf sf"),
        ("", ""),
    ],
)
def test_a_name_is_spelled_by_initials_and_in_full(name: str, spelling: str) -> None:
    assert spell(name) == spelling
