"""Which seeds belong to which split: a seed is one invented department, so no department is in two splits."""

from extractor.corpora.manifest import Split

FIRST_DEV_SEED, FIRST_TEST_SEED = 100, 200


def split_of(seed: int) -> Split:
    """1 to 99 train, 100 to 199 dev, from 200 on test."""
    if seed < FIRST_DEV_SEED:
        return "train"
    return "dev" if seed < FIRST_TEST_SEED else "test"
