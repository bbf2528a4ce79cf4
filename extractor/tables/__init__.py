"""Regions → grids with spans; joins over pages; the labelled table."""
