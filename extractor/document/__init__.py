"""The data: frozen values without I/O. Every stage imports from here, and this imports no stage."""
