"""The ground every domain package stands on: the clock, periods, errors, the tenant and `@operation`.

The kernel knows no word of the field. It knows that every row belongs to a tenant, that every
write is an operation with an actor and an audit row, and that after each write the registered
projections are brought up to date. What an actor is, where audit rows go and what a projection
does is registered by the packages above.
"""
