"""Plan: the person's texts, goals, activities, evaluation, editions."""
