"""Contact: messages between the person and the coordinator, and the log of other contact."""
