"""A patient's case: presentation, safety plan, formulation, crises, homework, goals."""
