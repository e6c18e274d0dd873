"""A command over HTTP: its form, its transaction, its answer."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bench.peers import rules
from bench.peers.django_history.ledger import commands, forms

Work = Callable[[dict[str, Any]], UUID]
COMMANDS: dict[str, tuple[type[Form], Work]] = {
    "register-worker": (forms.RegisterWorker, commands.register_worker),
    "apply-for-certificate": (forms.OnWorker, commands.apply_for_certificate),
    "issue-certificate": (forms.IssueCertificate, commands.issue_certificate),
    "start-employment": (forms.StartEmployment, commands.start_employment),
    "end-employment": (forms.EndEmployment, commands.end_employment),
    "enrol-in-training": (forms.EnrolInTraining, commands.enrol_in_training),
    "complete-training": (forms.CompleteTraining, commands.complete_training),
    "record-follow-up": (forms.RecordFollowUp, commands.record_follow_up),
}


def command(form: type[Form], work: Work) -> Callable[[HttpRequest], JsonResponse]:
    @csrf_exempt
    @require_POST
    def view(request: HttpRequest) -> JsonResponse:
        asked = form(json.loads(request.body))
        if not asked.is_valid():
            return JsonResponse({"errors": asked.errors}, status=422)
        try:
            with transaction.atomic():
                worker = work(asked.cleaned_data)
        except rules.Refused as refusal:
            status = 422 if isinstance(refusal, rules.Invalid) else 409
            return JsonResponse({"code": str(refusal)}, status=status)
        except IntegrityError:
            return JsonResponse({"code": "taken"}, status=409)
        return JsonResponse({"worker": str(worker)}, status=201)

    return view
