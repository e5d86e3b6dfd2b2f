"""What follows from the record: measures and their scores."""
