"""Finding boards, what they see in numbers, and the duties of boards and municipality."""
