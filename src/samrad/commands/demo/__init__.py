"""The demo: two invented municipalities with different routines, cases in every stage, and personas.

All dates are relative to the day it is loaded. Everybody is invented, and identity numbers are
synthetic (month + 80). What is done is done by the usual operations, as the people who would do
it, so the demo cannot show what the product cannot do.
"""
