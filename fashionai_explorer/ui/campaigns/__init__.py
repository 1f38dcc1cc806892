"""*Campanhas*: the few versions of a message."""
