"""The coordinating unit's overview of all cases, and its coordinators."""
