"""OpenDocument (ODF 1.2 and 1.3): ``text_document`` reads .odt, ``spreadsheet`` reads .ods."""
