"""The coordinating unit's view of all cases: registry, counts, lists. It sees no plan text.

Source: helse- og omsorgstjenesteloven § 7-3 (overall responsibility for plan and coordinators),
and the routines' duty to keep an overview. Statistics and the yearly report come later.
"""
