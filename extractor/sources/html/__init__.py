"""HTML pages and web archives: ``reader`` is the way in; nothing that a page names is fetched."""
