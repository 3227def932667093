"""Compares what people mark with what callmon finds, and fits thresholds; needs the extra `calibration`."""
