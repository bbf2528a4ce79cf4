"""Workbooks: what a sheet displays, and its blocks of captions, tables and notes; ``workbook`` reads .xlsx."""
