"""The verbs of the catalog, one module a noun."""
