"""The screens: one folder each, with its views, forms, addresses and templates.

A screen gathers what one person needs at one place. It calls operations and queries, never models,
and it knows no other screen; what screens share stands in `layout`.
"""
