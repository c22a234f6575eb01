"""Planning by an outside model: what it is told, what it writes, how that becomes scenes."""
