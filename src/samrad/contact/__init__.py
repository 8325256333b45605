"""Contact between the person and the coordinator: messages with their answers, and the log of other contact.

A message is written by the person or who represents her, and answered by the coordinator. The log tells when the
coordinator talked with whom, and how; what was said stands where it belongs (plan, minutes). Sources: the routines
(S1, S3). It is no channel between services.
"""
