"""How good are the tests? Faults planted one by one: each must be noticed, or it is named here."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.planted import FAULTS, Fault
from tests.stock.cast import Cast
from tests.stock.test_machine import Ledger

pytestmark = [pytest.mark.prove, pytest.mark.django_db]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.sentence)
def test_a_planted_fault_is_noticed_within_a_few_days(
    fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.cast = Cast()
    monkeypatch.setattr(fault.owner, fault.name, fault.wrong)

    with pytest.raises(BaseException):  # noqa: B017, PT011 - whatever notices it, notices it
        run_state_machine_as_test(
            Ledger,
            settings=settings(
                max_examples=1000,
                stateful_step_count=25,
                derandomize=True,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            ),
        )
