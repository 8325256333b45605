"""Min plan: the person's own pages, telephone first."""
