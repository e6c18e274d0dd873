from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.peers.django_history.ledger.views import COMMANDS, command


def ready(_: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


urlpatterns = [
    path("readyz", ready),
    *(
        path(f"api/v1/commands/{name}", command(form, work))
        for name, (form, work) in COMMANDS.items()
    ),
]
