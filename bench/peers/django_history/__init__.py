"""Django on PostgreSQL, its history kept by django-simple-history or by django-pghistory."""
