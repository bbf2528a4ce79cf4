"""Archives: ZIP and TAR → the documents inside, one at a time, within limits; nothing of them is written beside."""
