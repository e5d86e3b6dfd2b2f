"""What is known: records, tables, stores, recall, state."""
