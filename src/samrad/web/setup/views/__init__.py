"""The pages of setup, one file for each noun."""
