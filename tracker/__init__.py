"""Policy Target Tracker: curated policy targets, their published figures and the progress between them."""
