"""How sure the reading of each cell and table is: evidence of page, table and arithmetic in one number."""
