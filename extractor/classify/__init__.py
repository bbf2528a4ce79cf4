"""Words and places → labels: table kinds, column roles, indicator tiers."""
