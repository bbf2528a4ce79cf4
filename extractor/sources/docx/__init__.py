"""Word 2007 documents (.docx): a file a concern, ``reader`` is the way in."""
