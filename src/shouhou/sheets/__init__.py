"""Sheets: workbooks in, through the gate, and workbooks out."""
