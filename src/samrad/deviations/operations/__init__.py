"""What is done with deviations, and with matters that are raised."""
