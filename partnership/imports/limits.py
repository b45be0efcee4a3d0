"""How much is taken at a time. The pages say these numbers too."""

MOST_BYTES = 5 * 1024 * 1024
MOST_BYTES_UNZIPPED = 50 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_LINES = 100_000  # looked at, most of them empty
MOST_LETTERS = 5_000_000  # kept of one table
LONGEST_CELL = 1_000  # letters kept of a cell; none of our facts takes more than 300
