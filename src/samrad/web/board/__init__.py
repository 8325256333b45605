"""The bodies above the cases: their members, meetings and issues, and the record of their work."""
