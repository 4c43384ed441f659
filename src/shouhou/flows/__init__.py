"""The department's processes: every command that changes two rooms or more."""
