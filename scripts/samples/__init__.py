"""The samples: what they say (``texts``), how they are set, marked, and made into scans."""
