"""Tables → records: statements, projects, metadata."""
