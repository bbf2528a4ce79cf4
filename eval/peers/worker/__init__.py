"""The peers' side: it runs in their own environment, where this project is not installed, and imports nothing of it.

``raw`` is the only module that both sides share.
"""
