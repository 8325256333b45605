"""Forms of intake, one file for each part of the way."""
