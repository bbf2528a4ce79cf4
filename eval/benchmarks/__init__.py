"""Public benchmarks of others: an extract function measured on them, in the manner in which they are measured."""
