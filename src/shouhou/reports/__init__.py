"""Reports: one function a report, typed rows, no HTTP."""
