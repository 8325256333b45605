"""My unit: who has read the routine, and how many deadlines are passed, by rule and employee; no text of any case."""
