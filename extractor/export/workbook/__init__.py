"""Documents → XLSX: a workbook a document, with its tables as printed, or one workbook of tidy tables."""
