"""What the screens show beside their reports, and which verbs they offer."""
