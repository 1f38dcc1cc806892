"""What every page may say and do of a list and its run: the lines under the title, the panel, why it waits."""
