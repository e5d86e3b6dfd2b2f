"""What was learnt: reviews, rewards, trajectories, exports."""
