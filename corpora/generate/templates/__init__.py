"""The templates, each a function ``build(seed) -> DocumentSpec``."""
