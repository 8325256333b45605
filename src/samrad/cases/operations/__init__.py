"""What is done with notices, applications, people and the life of a case."""
