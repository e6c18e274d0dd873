"""FastAPI, SQLAlchemy's ORM, and a trigger that keeps every row as it was."""
