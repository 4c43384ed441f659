"""DOOR for the department: URLs, views, forms and templates; no models, no rules."""
