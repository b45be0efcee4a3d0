"""This machine's own servers: a PostgreSQL, a Valkey and a mail catcher of one checkout.

Everything they keep is in `.local/`. Nothing here imports Django: the launcher must work before
there is a database to set Django up with.
"""
