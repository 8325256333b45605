"""The own information: who has looked, what one may ask for, what is answered, and all of it to take along."""
