"""What each command takes."""

from django import forms

from bench.peers.django_history.ledger.models import LINE, Category, End, Kind, Outcome


class RegisterWorker(forms.Form):
    id_number = forms.RegexField(r"^\d{17}[\dX]$")
    name = forms.CharField(max_length=LINE)
    category = forms.ChoiceField(choices=Category)
    unemployed_since = forms.DateField(input_formats=["%Y-%m-%d"])
    station = forms.RegexField(r"^\d{9}$")
    previous_employer = forms.CharField(max_length=LINE, required=False)
    household_address = forms.CharField(max_length=LINE, required=False)
    phone = forms.CharField(max_length=LINE, required=False)
    education = forms.CharField(max_length=LINE, required=False)
    effective_on = forms.DateField(input_formats=["%Y-%m-%d"])


class OnWorker(forms.Form):
    worker = forms.UUIDField()
    effective_on = forms.DateField(input_formats=["%Y-%m-%d"])


class IssueCertificate(OnWorker):
    certificate_no = forms.RegexField(r"^[\w-]{4,32}$")
    valid_until = forms.DateField(required=False)


class StartEmployment(OnWorker):
    kind = forms.ChoiceField(choices=Kind)
    employer = forms.CharField(max_length=LINE, required=False)
    contract_months = forms.IntegerField(min_value=0, max_value=600, required=False)
    monthly_wage = forms.DecimalField(
        min_value=0, max_value=1_000_000, decimal_places=2, required=False
    )


class EndEmployment(OnWorker):
    reason = forms.ChoiceField(choices=End)


class EnrolInTraining(OnWorker):
    course = forms.CharField(max_length=LINE)
    hours = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class CompleteTraining(OnWorker):
    course = forms.CharField(max_length=LINE)
    attended_hours = forms.IntegerField(min_value=0, max_value=10_000)
    passed = forms.NullBooleanField()


class RecordFollowUp(OnWorker):
    outcome = forms.ChoiceField(choices=Outcome)
    next_on = forms.DateField(required=False)
