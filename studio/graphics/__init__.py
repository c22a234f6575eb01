"""Motion documents, their templates, and the drawing of one frame of them."""
