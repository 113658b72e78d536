"""What a document cites: other documents, and the dates on its pages."""
