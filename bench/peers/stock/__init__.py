"""FastAPI over the eventsourcing library as its documentation shows it, nothing replaced."""
