"""Rules between files: what one document says against what another prints of the same thing."""
