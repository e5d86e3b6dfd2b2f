"""What must hold of every walk through a protocol, whoever walks it and whatever they say."""
