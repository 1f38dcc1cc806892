"""Customers leave a page: as a file, or as a segment that is kept."""
