"""What was done in an output folder, kept so that a run which was killed goes on where it stood."""
