"""What is done in and for a board."""
