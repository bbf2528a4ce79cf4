"""RawPage → Page: words, lines, rulings, page furniture."""
