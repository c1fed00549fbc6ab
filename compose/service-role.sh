#!/bin/sh
# PostgreSQL's image runs this once, when it makes the database: the role that the service logs in as, which may do nothing by itself.
psql --set ON_ERROR_STOP=1 --set password="$SERVICE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role unfolding_service login noinherit password :'password';
SQL
