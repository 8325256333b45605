"""Services: the municipality's catalogue, and in a case what the person needs and has been told of."""
