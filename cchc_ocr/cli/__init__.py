"""The command line: it turns arguments into one call, and the result of the call into output and an exit code.

Comes in: the command line. Goes out: data on stdout, messages on stderr, the exit code. May import every other
room; no room imports this one. ``app`` is the program, ``commands`` has its commands, ``options`` what several
share.
"""
