#!/bin/sh
# Runs once, on a new volume: creates a database for each service, and a user who owns only that one.
set -eu
for service in account history webhook; do
  variable=$(echo "${service}_DB_PASSWORD" | tr '[:lower:]' '[:upper:]')
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-psqlrc --quiet <<SQL
\\getenv password $variable
CREATE ROLE visavis_$service LOGIN PASSWORD :'password';
CREATE DATABASE visavis_$service OWNER visavis_$service;
REVOKE ALL ON DATABASE visavis_$service FROM PUBLIC;
SQL
done
