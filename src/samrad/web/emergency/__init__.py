"""Emergency access: opening a case in two steps, what was opened, and looking at it afterwards."""
