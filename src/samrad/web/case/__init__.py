"""A case: my cases, its overview, what happened, the person and those near, papers, and the coordinator's own steps."""
