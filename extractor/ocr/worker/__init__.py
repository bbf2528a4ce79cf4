"""The recogniser's own process. It imports nothing of the package: it is started often and has to be small."""
