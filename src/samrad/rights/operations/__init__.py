"""Asking, answering, adding beside a text, and erasing."""
