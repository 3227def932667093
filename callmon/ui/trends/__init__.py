"""Windows of figures: an agent's trends, two calls side by side, calibration."""
