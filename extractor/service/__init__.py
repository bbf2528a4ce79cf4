"""The HTTP service: durable jobs, an API that clients already know, a page to check the work."""
