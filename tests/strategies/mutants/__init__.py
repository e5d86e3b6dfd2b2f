"""Damaged protocols: how they are made, which promise each damage breaks, and whether it really is broken."""
