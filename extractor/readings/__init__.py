"""Other tools' readings of a page, and what they say of the amounts that a check doubts."""
