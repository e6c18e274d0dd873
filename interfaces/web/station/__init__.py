"""The pages of a station: people, their cases, certificates, training, work, follow-ups."""
