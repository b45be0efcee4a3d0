"""Reads the shipped tables into the database (see `manage.py load_reference`)."""
