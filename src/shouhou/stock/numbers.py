"""Document numbers: prefix, Shanghai day, four digits; given out under a row lock, never twice."""

from __future__ import annotations

from django.db import connection

from shouhou.kernel import clock


def next_number(prefix: str) -> str:
    """The next number of today's series, such as `SO202611230004`.

    Runs inside the caller's transaction: a refusal afterwards gives the number back, so gaps
    come only from void documents, which keep theirs.
    """
    day = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock_numberseries (prefix, day, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefix, day) DO UPDATE SET last = stock_numberseries.last + 1"
            " RETURNING last",
            [prefix, day],
        )
        (number,) = cursor.fetchone()
    return f"{prefix}{day:%Y%m%d}{number:04d}"
