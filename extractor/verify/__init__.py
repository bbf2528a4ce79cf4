"""Records → checks: one rule a function, registered."""
