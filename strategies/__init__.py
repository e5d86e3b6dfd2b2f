"""What to do next: protocols as graphs, speech, risk, the course of treatment."""
