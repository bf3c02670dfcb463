#!/usr/bin/env bash
# OpenTelemetry's Java agent 2.33.1: a sampler argument that is no number turns the whole agent off. The application
# starts and ends as if nothing were wrong, without traces; one message and a stack trace on stderr tell of it.
# Seen: exit status 0, "OpenTelemetry Javaagent failed to start" on stderr.
# Source: seen by running it.
. "$(dirname "$0")/lib.sh"
artifacts io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1
status=0
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -javaagent:"$WORK/lib/opentelemetry-javaagent-2.33.1.jar" \
  -Dotel.traces.sampler=parentbased_traceidratio -Dotel.traces.sampler.arg=1% -version 2>"$WORK/err" || status=$?
echo "exit status: $status"
grep -m 1 -o 'OpenTelemetry Javaagent failed to start' "$WORK/err"
[ "$status" = 0 ]
