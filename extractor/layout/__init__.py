"""Page → regions and header layouts."""
