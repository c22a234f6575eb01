"""Films about a bare idea: an honest outline that claims nothing it cannot know."""

from studio.llm.embedded.ideas.writer import idea_beats

__all__ = ["idea_beats"]
