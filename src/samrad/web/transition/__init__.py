"""Transitions of a case: the coming years, phases with tasks and questions, moves and changes."""
