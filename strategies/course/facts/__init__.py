"""What is known of a patient: read from words, settled against what stands, corrected, withdrawn."""
