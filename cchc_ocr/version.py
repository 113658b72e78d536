"""The version of the program. A result depends on it, and searchable PDFs name it."""

from __future__ import annotations

__version__ = "0.2.0"
