"""Measures accuracy: labels against contract JSON, one metric a module, a report, a baseline."""
