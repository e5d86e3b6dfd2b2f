"""Case files: a simulated patient's sessions as a script, and the reviews that go with them."""
