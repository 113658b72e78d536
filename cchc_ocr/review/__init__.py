"""A page in the browser on which a person looks through what is doubtful, beside the scan, and mends it.

A folder of results goes in; what a person does there comes out as corrections (room ``corrections``). The room
may import everything but the command line. Only this computer can reach the server, and only with the token in
its link.
"""
