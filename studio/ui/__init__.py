"""The pages: shell, selection, read models, components, and the routes beside them."""
