"""The routine, read as a document, and confirmed as read."""
