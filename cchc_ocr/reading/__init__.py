"""Pictures of pages to words: the engines, and what is done around their readings.

Comes in: a ``PageImage``. Goes out: a ``Page`` of lines in reading order, each word with box and confidence. May
import ``layout``, ``picture`` and what lies below; it does not know ``files``, ``repair`` or ``extract``.
"""
