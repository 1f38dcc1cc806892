"""*Resumo*: what a list says, on one screen."""
