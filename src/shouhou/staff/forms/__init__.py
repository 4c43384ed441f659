"""The forms of the department's door, by noun."""
