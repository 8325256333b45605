"""Users, sign-in, employment, and the Actor that every operation names.

A *user* signs in and stands outside the tenants: the same woman may work in two municipalities
and have a child in a third. An *employment* ties a professional to a unit for a period, with or
without a user. A *personal access* ties a user to the person she is, or to the related person she
is for somebody. One chooses the *capacity* one acts in; roles in a case follow from grounds, never
from the account. Source: pasientjournalloven § 22, Normen on access control.
"""
