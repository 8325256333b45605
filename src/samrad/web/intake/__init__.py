"""Intake: notices of need, KE's queue, assessment, finding a coordinator, applications, taking a case over."""
