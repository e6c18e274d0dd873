"""The Chinese words, by key; the English of each is in locale/en."""
