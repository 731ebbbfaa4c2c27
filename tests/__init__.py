"""Tests of Portdesk: the folders mirror app/ and forms/; nothing here is imported by the program."""
