"""申报要素: the editor unfolded under a goods row, which builds the `|` string box by box; the rules judge it."""
