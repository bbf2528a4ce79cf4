"""Word 97-2003 binary documents (DOC), read natively as [MS-DOC] describes them."""
