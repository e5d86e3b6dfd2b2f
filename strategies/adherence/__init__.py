"""Whether a session followed its protocol, computed from what is stored; never shown without a quality measure."""
