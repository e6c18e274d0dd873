"""What is kept ready about each worker: file, search keys, jobs; folded once."""

from application.kernel.projecting.read_model import History, ReadModel, Rows
from application.read_models.jobs import JOBS, job_rows
from application.read_models.last_known import FOLLOWS, last_known
from application.read_models.search_keys import SEARCH_KEYS, search_row
from application.read_models.short_employments import ENDED_JOBS, ended_rows
from application.read_models.worker_row import WORKER_FILE, file_row


def rows_of(history: History) -> Rows:
    known = last_known(history)
    return {
        WORKER_FILE: [file_row(history, known)],
        SEARCH_KEYS: [search_row(history, known)],
        JOBS: job_rows(history, known),
        ENDED_JOBS: ended_rows(history, known),
    }


MODEL = ReadModel("people", 14, FOLLOWS, (WORKER_FILE, SEARCH_KEYS, JOBS, ENDED_JOBS), rows_of)
