"""What is done to set a municipality up."""
