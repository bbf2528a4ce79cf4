"""Public benchmarks of others: their ground truth as typed values. The documents stay outside of the project."""
