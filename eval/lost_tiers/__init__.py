"""How well the tiers of indicators are told where their cells are lost, on labelled forms."""
