"""The frame of every page: the address, how things are shown, the chosen list, the menu, the server."""
