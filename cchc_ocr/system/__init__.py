"""What differs between operating systems, or guards against them: files on disk, memory, signals, scratch space.

It knows nothing of documents, and imports the ground floor only.
"""
