"""Alembic's entry: runs the steps on the connection app.store.upgrade hands over; it opens no file of its own."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
