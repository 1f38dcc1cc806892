"""The filter in force: its chips, and the dialog that finds more."""
