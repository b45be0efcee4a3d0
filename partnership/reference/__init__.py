"""England's places, bodies and people as facts: how they are built, shipped and loaded.

`building/` makes `tables/` from the founders' files; `loading/` reads the tables into the database.
`README.md` names source, vintage and licence of each table.
"""
