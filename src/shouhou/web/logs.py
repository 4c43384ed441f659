"""Ties a line in the log to the request number that a reader sees on an error page."""

from __future__ import annotations

import logging


class RequestNumber(logging.Filter):
    """Gives every record a `request_id` ("-" outside requests) for the formatter to print."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, numbered."""
        record.request_id = getattr(getattr(record, "request", None), "id", "-")
        return True
