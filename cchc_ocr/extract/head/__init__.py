"""Head and foot of a document: number, issuer, place, date, type, subject, addressees; signature, recipients."""
