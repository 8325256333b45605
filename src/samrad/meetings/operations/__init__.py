"""What is done before, in and after a meeting."""
