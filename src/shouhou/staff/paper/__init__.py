"""Rows as the forms of `paper` and the workbooks want them, and paper as an answer."""
