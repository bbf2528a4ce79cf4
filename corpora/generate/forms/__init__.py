"""What performance-target forms are made of: words, goals, indicators, projects, and the rows of a form."""
