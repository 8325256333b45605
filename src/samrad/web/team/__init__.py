"""Team: seats, who fills them, the contact card, replacing the coordinator."""
