"""The families of evidence for and against a cell: each gives one number from 0 to 1 a cell for each of its parts."""
