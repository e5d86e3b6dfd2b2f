"""What every table owes: an owner, an index that begins with it, a key."""

from sqlalchemy import UniqueConstraint

from memory.record.tables import metadata

NO_PATIENT = {
    "actors": "who acts, in a tenant",
    "actor_keys": "found by its prefix before anybody is known",
    "releases": "compiled protocols, named by their hash, the same for everybody",
    "release_signatures": "who signed for a release, in a tenant",
    "outbox": "the queue of deliveries; its payload names ids only",
    "deliveries": "an outbox message on its way through a channel; ids only",
    "channel_tests": "that a channel of the deployment carries; about nobody",
    "erasures": "receipts of erasures: that it was done, and nothing of whom",
}
"""Tables that may lack a patient, and why."""

WORK_QUEUES = {
    "jobs": "found across patients by whoever has time; names its patient",
    "outbox": "found across patients by whoever sends",
    "deliveries": "found across patients by whoever sends",
}
"""Tables that are read across patients, and why."""

CLINICAL = sorted(set(metadata.tables) - set(NO_PATIENT) - set(WORK_QUEUES) - {"patients"})


def test_only_the_listed_tables_lack_a_patient() -> None:
    without = {name for name, table in metadata.tables.items() if "patient" not in table.columns}
    assert without == {*NO_PATIENT, "patients"}  # a patient's own row has the id


def test_only_releases_lack_a_tenant() -> None:
    assert {name for name, table in metadata.tables.items() if "tenant" not in table.columns} == {"releases"}


def test_tenant_and_patient_are_never_null() -> None:
    nullable = {
        f"{name}.{column}"
        for name, table in metadata.tables.items()
        for column in ("tenant", "patient")
        if column in table.columns and table.columns[column].nullable
    }
    assert nullable == set()


def test_every_clinical_table_has_an_index_that_begins_with_tenant_and_patient() -> None:
    without: set[str] = set()
    for name in CLINICAL:
        table = metadata.tables[name]
        unique = [part for part in table.constraints if isinstance(part, UniqueConstraint)]
        leads = [[column.name for column in index.columns] for index in table.indexes]
        leads += [[column.name for column in part.columns] for part in (*unique, table.primary_key)]
        if not any(lead[:2] == ["tenant", "patient"] for lead in leads if len(lead) > 2):
            without.add(name)
    assert without == set()


def test_every_clinical_key_begins_with_the_tenant() -> None:
    keys = {name: [column.name for column in metadata.tables[name].primary_key.columns] for name in CLINICAL}
    assert {name: key for name, key in keys.items() if key[0] != "tenant" or len(key) < 2} == {}


def test_every_row_of_a_session_points_at_a_session_of_its_own_patient() -> None:
    loose: set[str] = set()
    for name in CLINICAL:
        table = metadata.tables[name]
        parents = {key.elements[-1].target_fullname: key.column_keys for key in table.foreign_key_constraints}
        if "session" in table.columns and parents.get("sessions.id") != ["tenant", "patient", "session"]:
            loose.add(name)
    assert loose == set()
