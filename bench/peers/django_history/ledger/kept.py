"""The decorator that keeps the history of a model, as either package documents it."""

from django.conf import settings

if settings.HISTORY == "simple":
    from simple_history import register

    def kept(model: type) -> type:
        register(model)
        return model

else:
    import pghistory

    def kept(model: type) -> type:
        events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
        return pghistory.track(*events)(model)
