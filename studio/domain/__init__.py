"""The nouns: typed, immutable documents and pure functions on them."""
