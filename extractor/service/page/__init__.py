"""The review page itself: static files, sent under a strict content security policy."""
