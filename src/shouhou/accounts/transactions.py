"""What makes a function a command: one transaction, joined when one is already open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def command(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run `function` whole or not at all.

    Inside another command it joins that one's transaction without a savepoint: a refusal
    anywhere undoes everything, and a posting costs no extra statements.
    """

    @wraps(function)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with transaction.atomic(savepoint=False):
            return function(*args, **kwargs)

    return run
