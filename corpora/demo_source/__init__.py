"""The source of the demonstration documents: an invented department whose figures keep every identity."""
