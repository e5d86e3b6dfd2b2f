"""What a model's reply may not say: checked by rules, without a model, before it leaves."""
