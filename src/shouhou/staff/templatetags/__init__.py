"""Template tags of the department's pages."""
