"""The kernel: the rules that need no database, in plain Python."""
