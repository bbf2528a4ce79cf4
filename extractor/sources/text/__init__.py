"""Text dumps: a file a dialect or concern, ``reader`` is the way in."""
