"""Transitions (overganger): school years and what follows from them, changes and moves, and what is asked and done.

What is to be done, when and by whom is the routine's (`duties.transitions`); here stand the dated
facts: school years that differ from what age tells, answers, tasks done, aids considered, contact
persons. Sources: the routine's table of transitions; Bufdir's guidance. It is no school register:
nothing is kept of marks or teaching.
"""
