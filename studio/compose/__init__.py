"""Plan and takes to a finished film: timeline, segments, sound, joined and measured."""
