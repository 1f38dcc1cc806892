"""*Segmentos*: the selections kept under a name."""
