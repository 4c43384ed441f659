"""The verbs of the bench, by noun."""
