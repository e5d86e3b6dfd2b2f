"""A clinician's verdicts, signed over what was said."""
