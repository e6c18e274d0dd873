"""The people index: what people are searched and compared by, opened in memory."""
