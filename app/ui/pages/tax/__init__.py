"""税费: the live tab beside the form and the page of what-ifs; the reckoning itself is app.taxes."""
