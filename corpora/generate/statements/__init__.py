"""Tables of invented budgets and accounts, as sheets."""
