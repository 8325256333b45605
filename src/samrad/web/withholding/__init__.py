"""What is withheld in a case, and from whom."""
