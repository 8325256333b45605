"""Consent: asked, printed, answered, withdrawn; and who sees what now."""
