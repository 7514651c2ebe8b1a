"""Translation engines, the bundled weights, the model hub and the training of our own models."""
