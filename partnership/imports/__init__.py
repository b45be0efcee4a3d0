"""Tables that people bring: read safely, matched to what we ask, and checked row by row."""
