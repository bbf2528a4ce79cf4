"""Which files belong together: the names of a department in their variants, and what speaks for a link."""
