"""The pages of a case that belong to no other screen, a file for each kind of thing."""
