"""Tests of tuning_data."""
