"""Closing a case step by step."""
