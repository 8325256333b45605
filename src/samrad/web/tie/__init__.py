"""Screen: who is near the person, in one case and in all of them."""
