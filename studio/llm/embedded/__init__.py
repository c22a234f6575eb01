"""The director that needs no key, no network and no model: it plans by structure."""
