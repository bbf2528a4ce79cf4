"""What users would use instead, measured in the same run by the same metrics."""
