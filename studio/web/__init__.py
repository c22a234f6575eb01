"""Reads a website safely, and finds what a film of it needs."""
