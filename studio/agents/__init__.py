"""The turn: what a person says becomes requests, requests become tools, tools do the work."""
