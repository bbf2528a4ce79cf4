"""What a run came to, for people: figures, plots, and the documents that need someone to look at them."""
