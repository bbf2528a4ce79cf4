"""Fitting the models anew: from public data named by the caller and from generated documents of train seeds."""
