"""DOOR for whoever runs the host: one file a verb of the `shouhou` command."""
