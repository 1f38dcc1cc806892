"""*Configurações*: the connection, privacy, the language."""
