"""Greenlight: a studio for making short films on your own machine."""
