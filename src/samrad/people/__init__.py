"""The person a case is about, those near, and who may act for whom.

A *person* has an own key: the identity number may be missing, a D-number may become a birth
number, a child may be expected. A *related person* belongs to one subject; a *representation*
(parent, guardian with a mandate, attorney) has scope and period. Source: pasient- og
brukerrettighetsloven §§ 1-3, 3-4, 4-3 to 4-7; vergemålsloven §§ 21 and 31 to 33. Who signs in
as whom is in `accounts`; what a representative sees is in `cases.access`.
"""
