"""The tables, and the trigger on each of them."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import DDL, ForeignKey, Index, Numeric, String, event, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

LINE = String(200)


class Base(DeclarativeBase):
    pass


class Worker(Base):
    __tablename__ = "worker"
    __table_args__ = (
        Index("one_live_number", "id_number", unique=True, postgresql_where=text("NOT voided")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    id_number: Mapped[str] = mapped_column(String(18))
    voided: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(LINE, index=True)
    sex: Mapped[str] = mapped_column(String(6))
    birth_date: Mapped[date]
    category: Mapped[str] = mapped_column(String(32))
    unemployed_since: Mapped[date]
    registered_on: Mapped[date]
    station: Mapped[str] = mapped_column(String(12), index=True)
    previous_employer: Mapped[str | None] = mapped_column(LINE)
    household_address: Mapped[str | None] = mapped_column(LINE)
    phone: Mapped[str | None] = mapped_column(LINE)
    education: Mapped[str | None] = mapped_column(LINE)


class OfWorker:
    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[UUID] = mapped_column(ForeignKey("worker.id"), index=True)


class Employment(OfWorker, Base):
    __tablename__ = "employment"

    kind: Mapped[str] = mapped_column(String(32))
    employer: Mapped[str | None] = mapped_column(LINE)
    contract_months: Mapped[int | None]
    monthly_wage: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None] = mapped_column(String(32))


class Certificate(OfWorker, Base):
    __tablename__ = "certificate"

    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[str | None] = mapped_column(String(32), unique=True)
    applied_on: Mapped[date]
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]


class Enrolment(OfWorker, Base):
    __tablename__ = "enrolment"

    course: Mapped[str] = mapped_column(LINE)
    hours: Mapped[int | None]
    enrolled_on: Mapped[date]
    completed_on: Mapped[date | None]
    attended_hours: Mapped[int | None]
    passed: Mapped[bool | None]


class FollowUp(OfWorker, Base):
    __tablename__ = "follow_up"

    outcome: Mapped[str] = mapped_column(String(16))
    followed_up_on: Mapped[date]
    next_on: Mapped[date | None] = mapped_column(index=True)


AUDIT = """
CREATE TABLE audit_log (
    id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), by text NOT NULL,
    row_of text NOT NULL, row_id text NOT NULL, action text NOT NULL, old jsonb, new jsonb);
CREATE INDEX audit_log_of_a_row ON audit_log (row_of, row_id);
CREATE FUNCTION audited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (by, row_of, row_id, action, old, new) VALUES (
        current_user, TG_TABLE_NAME, coalesce(NEW.id, OLD.id)::text, TG_OP,
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %(table)s
FOR EACH ROW EXECUTE FUNCTION audited()
"""
event.listen(Base.metadata, "before_create", DDL(AUDIT.replace("%", "%%")))
for table in Base.metadata.tables.values():
    event.listen(table, "after_create", DDL(TRIGGER))
