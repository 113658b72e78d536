"""Digitise scanned Vietnamese administrative reports: text, repaired, and a validated record."""

__version__ = "0.1.0"
