"""*Comparar*: two groups side by side."""
