"""The director that needs no model of language: rules behind the interface of one."""
