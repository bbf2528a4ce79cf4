"""How fast the package is, side by side with its peers: ``python -m extractor.eval.speed`` (``make bench``)."""
