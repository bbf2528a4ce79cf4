"""Stores that are no folder of this machine: object stores and servers, reached by fsspec."""
