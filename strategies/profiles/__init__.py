"""Where it may speak: jurisdiction profiles as data, what each switches off, and the ruling for one patient."""
