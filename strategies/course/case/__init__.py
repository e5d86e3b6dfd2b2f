"""The case behind the course: presentation, formulation, crises, safety plan, sufficiency of the targets."""
