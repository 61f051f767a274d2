"""Migrations and models agree, in both directions."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import inspect

from guide_engine.core.db import Model, bind_workspace, db
from guide_engine.guides import queries as guides
from guide_engine.guides import service as authoring
from guide_engine.upkeep import MIGRATIONS, migrate, newest_revision, revision_of, upgrade
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_survey


@pytest.mark.filterwarnings("ignore:autogenerate skipping:UserWarning")
def test_the_models_say_what_the_migrations_make(app: Flask):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = [
            change
            for change in compare_metadata(context, Model.metadata)
            if "community_index" not in str(change)
        ]
    assert difference == []


def test_a_migrated_database_is_left_alone(app: Flask):
    assert upgrade(app) == newest_revision()
    assert upgrade(app) == newest_revision()


def test_down_to_nothing_and_up_again(app: Flask):
    with db.engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        try:
            command.downgrade(config, "base")
            connection.commit()
            left = {
                name
                for name in inspect(connection).get_table_names()
                if name in Model.metadata.tables
            }
            assert left == set()
        finally:
            command.upgrade(config, "head")
            connection.commit()
        assert revision_of(connection) == newest_revision()


def test_the_command_says_when_there_is_nothing_to_do(runner: FlaskCliRunner):
    result = runner.invoke(migrate)
    assert result.exit_code == 0
    assert result.output.strip() == "Already up to date."


def test_a_new_kind_of_guide_costs_nobody_their_guides(app: Flask, cast: Cast):
    """SQLite makes the table anew, and everything that belongs to a guide hangs on it."""
    workspace_id = cast.workspace.id
    bind_workspace(db.session, workspace_id)
    guide = authoring.create_from(make_flow())
    authoring.freeze_version(guide.id)
    db.session.commit()
    guide_id = guide.id
    db.session.close()
    with db.engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        connection.commit()
        command.upgrade(config, "head")
        connection.commit()
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    bind_workspace(db.session, workspace_id)
    assert guides.guide(guide_id).draft == make_flow()
    assert len(guides.versions(guide_id)) == 1
    assert authoring.create_from(make_survey()).kind == "survey"
