"""互市 lots: the list of the day and the page of one lot."""
