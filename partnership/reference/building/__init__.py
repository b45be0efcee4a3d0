"""Makes the shipped tables from the founders' files (see `manage.py build_reference`)."""
