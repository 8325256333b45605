"""Services: what the municipality offers, what the person has been told of, and facts on what the person needs.

The catalogue is the municipality's own data, edited by systemansvarlig. That something was told of (formidlet) is no
decision and gives no right; decisions on services are made elsewhere. Sources: the routines (S0, S1, S4).
"""
