"""The verbs of shipping, by noun."""
