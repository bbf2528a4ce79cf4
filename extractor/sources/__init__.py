"""bytes → what the file holds: sniffed by content, read by one reader a format."""
