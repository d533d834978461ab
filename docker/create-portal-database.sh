#!/bin/sh
# Run once, by the image of PostgreSQL, when its volume is empty: the portal's own account, without any right over the
# server, and the database that belongs to it.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres --set=password="$PORTAL_DATABASE_PASSWORD" <<'SQL'
create role portal login nosuperuser nocreatedb nocreaterole password :'password';
create database portal owner portal;
revoke all on database portal from public;
SQL
