"""What a drawn thing counts as, and how many of a page are looked at: the same for both ways of reading."""

THIN_PT = 3.0
"""A filled rectangle at most this thick is a ruling drawn as a fill (Word draws every border so)."""
SLANT_PT = 0.8
"""A stroke that leans by less than this from one end to the other is axis-parallel."""
HIGHEST, HIGHEST_SMALL = 4.0, 8.0
"""A font is no higher than so many times its letter's height or advance width; those of a point are smaller."""
SMALL_SHARE = 0.3
UPRIGHT_COSINE = 0.9
"""Text that leans by less than about 25 degrees is read as upright."""
WHITE = 250
LEAST_LETTER_PT, LARGEST_LETTER_PT = 1.5, 40.0
"""A stroke of a character that is drawn by its outline is as high as this, and not higher than that."""
MAX_FORM_DEPTH = 8
MAX_PATH_OBJECTS = 200_000
"""Drawn objects of a page that are looked at; a full page of text and a table of 2,000 rows have some 10,000."""
MAX_CLIPS = 16
"""What is clipped to more paths is no cover: programs nest three or four."""
MAX_STROKES = 400_000
"""Strokes and fills of a page that are kept: one path may hold as many as the file has room for."""
UNDECODABLE = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
"""What PDFium says of a character that has no Unicode value; so does a number beyond Unicode."""
