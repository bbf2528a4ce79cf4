"""Documents checked by people: what they say is kept, applied and verified; labels; comparisons."""
