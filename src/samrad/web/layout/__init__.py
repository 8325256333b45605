"""What all screens share: the frame, the gate to a case, forms and their fields, words, errors."""
