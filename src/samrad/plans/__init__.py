"""The individual plan (individuell plan, IP): the person's texts, goals, activities, evaluation.

One current plan per person and municipality. It is written in the first person and belongs to the
person. An *activity* (tiltak) belongs to the case and optionally to a goal, so that a team without
a plan has activities too. An *edition* is the plan as it stood when it was published; it is read on
today's consent. Source: the nine items of an IP (law L-IPC-1 to L-IPC-9), one plan per person
(L-IP-14). Who may be responsible for an activity is a seat of `teams`, the person, or kin.
"""
