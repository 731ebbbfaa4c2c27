"""Portdesk (口岸申报台): the desktop client for customs declarations at the northern land ports."""

__version__ = "0.1.0"
