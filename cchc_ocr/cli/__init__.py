"""What a person types and sees: arguments become one call, its result becomes output and an exit code.

Comes in: the command line. Goes out: data on stdout, talk on stderr, the exit code. May import every other room;
no room imports this one. ``app`` is the program, ``commands`` has its commands, ``options`` what several share.
"""
