"""The benchmark: Greenlight beside the bare encoder, a hand-written graph and MoviePy."""
