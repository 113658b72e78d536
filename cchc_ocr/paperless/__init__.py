"""Fills in documents of Paperless-ngx from their records, through its REST API.

In come the number of a document there and its file, which is read as ``extract`` reads it; out go title, date,
correspondent, type and custom fields, and a note and a tag for what a person should look at. What is not sure is
never written as a value. May import everything below it, and the texts of ``export``.
"""
