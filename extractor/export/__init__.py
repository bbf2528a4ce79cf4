"""Documents → files and pictures."""
