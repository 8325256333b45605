"""The pages of the routine: read it, compare, try, and write the next version."""
