"""The mocked 国际贸易单一窗口: its own process and store; it imports nothing of ours but schemas/."""
