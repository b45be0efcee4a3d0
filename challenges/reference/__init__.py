"""Published figures of English areas: how their tables are built, and how they are loaded."""
