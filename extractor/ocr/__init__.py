"""The recogniser: a picture of a page → what is read in it, by RapidOCR in a process of its own."""
