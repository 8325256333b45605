"""The procedure of closing: assessed in the last minutes, plan stored, office told, case locked.

Nothing is deleted: a closed case is read-only and gone from members' lists. Source: the routine's
section on closing; arkivlova § 13 (no destruction without basis). Retention is
in `rights`; ending a single seat or plan is in `teams` and `plans`.
"""
