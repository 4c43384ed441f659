"""The measurements: the product against its floor, in one run, on one machine."""
