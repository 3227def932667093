"""Graphs: a model in ONNX, opened the way that every reader of callmon wants it."""

from pathlib import Path
from typing import Any


def open_graph(path: Path) -> Any:
    """The session of the graph at `path`: one thread, so that a call costs one core at most.

    Without an arena, whose blocks are never given back, a reader holds what it needs and no more.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"], sess_options=options)
