"""The promises under fault: what is kept when processes die, requests repeat, files break and input is hostile."""
