"""*Listas*: from a file to profiles."""
