"""Signing in and out, choosing in which capacity one acts, and one's own account."""
