"""Screens of the coordinating unit: the overview and the report."""
