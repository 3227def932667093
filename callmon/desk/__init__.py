"""The composition root of the coach's desk: library, replay, marks, calibration, reports to hand over."""
