"""Documents → tidy tables: one model, from which every table format and data frame is written."""
