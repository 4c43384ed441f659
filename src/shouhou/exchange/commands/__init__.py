"""The verbs of receiving, by noun."""
