"""What is done with users, what they act as, and drafts."""
