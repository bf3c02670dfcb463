# Sourced by the scripts: a temporary folder, pinned artifacts in it, and a Java 25 launch of one source file.
set -euo pipefail
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# artifacts GROUP:NAME:VERSION ... : puts these and what they need into $WORK/lib
artifacts() {
  fetch '' "$@"
}

# only GROUP:NAME:VERSION ... : puts these into $WORK/lib, without what they need
only() {
  fetch '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>' "$@"
}

fetch() {
  local without=$1
  shift
  {
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>findings</groupId><artifactId>f</artifactId>'
    echo '<version>1</version><packaging>pom</packaging><dependencies>'
    local g n v
    for coordinate in "$@"; do
      IFS=: read -r g n v <<<"$coordinate"
      echo "<dependency><groupId>$g</groupId><artifactId>$n</artifactId><version>$v</version>$without</dependency>"
    done
    echo '</dependencies></project>'
  } >"$WORK/pom.xml"
  mvn -B -ntp -q -f "$WORK/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    -DoutputDirectory="$WORK/lib"
}

# shows EXPECTED : runs the class Finding from standard input; fails unless it prints exactly EXPECTED
shows() {
  cat >"$WORK/Finding.java"
  local seen
  seen=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$WORK/lib/*" "$WORK/Finding.java" 2>"$WORK/err") || {
    cat "$WORK/err" >&2
    return 1
  }
  echo "$seen"
  [ "$seen" = "$1" ] || {
    printf 'The behaviour has changed. Expected:\n%s\n' "$1" >&2
    return 1
  }
}
