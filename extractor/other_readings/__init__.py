"""Other tools' readings of a page: how they divide it, as rulings to be filled with the page's own glyphs."""
