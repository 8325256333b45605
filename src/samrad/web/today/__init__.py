"""I dag: what must I do, what is next, what is new since I was here. And one duty with its why."""
