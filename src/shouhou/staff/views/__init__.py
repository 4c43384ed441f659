"""The views of the department's door, by noun."""
