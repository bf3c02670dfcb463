#!/usr/bin/env bash
# Makes each service's database and roles, once, when the data folder is new. The statements are those of the local stack.
set -euo pipefail

for service in booking dispatch tracking; do
  psql --quiet --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 \
    --set database="$service" --set service="$service" \
    --set owner_password="$(cat "/secrets/$service/ridewire.database.owner-password")" \
    --set app_password="$(cat "/secrets/$service/ridewire.database.app-password")" \
    --file /provision.sql
done
