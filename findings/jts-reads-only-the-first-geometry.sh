#!/usr/bin/env bash
# jts-core 1.20.0: WKTReader.read returns the first geometry and ignores all text behind it.
# Source: seen by running it.
# Seen: POLYGON of the first half only, area 1.0 of 2.0, no exception.
. "$(dirname "$0")/lib.sh"
artifacts org.locationtech.jts:jts-core:1.20.0
shows 'POLYGON area 1.0' <<'JAVA'
import org.locationtech.jts.io.WKTReader;

class Finding {
    public static void main(String[] args) throws Exception {
        var read = new WKTReader().read("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0)) POLYGON ((2 0, 3 0, 3 1, 2 1, 2 0))");
        System.out.println(read.getGeometryType().toUpperCase() + " area " + read.getArea());
    }
}
JAVA
