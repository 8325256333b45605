"""A tie: an employee is near the person a case is about, by family, household, or because it was said.

Whoever is near should seldom coordinate the case or sit in its group, and never be the one to decide it (the rules of
impartiality in forvaltningsloven). Samråd says so while somebody is chosen, asks for a written reason to go on, and
lists those who went on. It is no judgement of the employee, and no ground to see a case or to lose the sight of it:
rights follow the task. What is derived ends with what it is derived from; what was said ends when that is said.
"""
