"""The pages of deviations and of matters that are raised."""
