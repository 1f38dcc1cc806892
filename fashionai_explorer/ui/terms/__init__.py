"""*Termos*: how wordings are grouped."""
