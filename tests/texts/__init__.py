"""Every refusal, value and field has its words, in both languages."""
