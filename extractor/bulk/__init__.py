"""Many documents: paths, manifest, atomic outputs."""
