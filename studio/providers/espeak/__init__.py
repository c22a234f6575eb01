"""espeak-ng in a process of its own: texts in, their sound and the places of words out."""
