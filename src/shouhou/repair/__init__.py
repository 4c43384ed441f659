"""The bench: every big-three and electronic part inspected, repaired or judged, and checked."""
