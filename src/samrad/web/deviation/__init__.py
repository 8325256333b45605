"""Deviations of a case, matters that are raised above the group, and the lists of those who handle them."""
