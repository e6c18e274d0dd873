"""A rehearsal of a province on loopback: three database servers that agree on a leader."""
