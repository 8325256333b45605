"""Search by name or case number, among what one may see."""
