#!/usr/bin/env bash
# h3 4.5.0: gridDisk(cell, k) around a point's own cell surely covers (1.5 k - 0.5) times the shortest edge of that cell
# and little more. A search that stops after k rings because its best hit is nearer than k cell widths (1.73 edges each) can
# miss a nearer one. Seen in four cities at resolution 8, 2 million tries with a fixed seed: the nearest points outside
# k = 1, 2, 3 lie at 1.02, 2.65 and 4.03 shortest edges, none nearer than the bound, all far below 1.7, 3.4 and 5.1.
# Where faces of the icosahedron meet, disks from k = 4 on cover up to 2.1 % less than the bound (1,800 places all over the
# earth, k = 1 to 12): a search needs a margin of 3 %.
# Source: seen by running it; the bound follows from a point on a corner of its hexagon.
. "$(dirname "$0")/lib.sh"
artifacts com.uber:h3:4.5.0
shows $'k=1: reaches down to near the bound: true, nearer than the bound: false\nk=2: reaches down to near the bound: true, nearer than the bound: false\nk=3: reaches down to near the bound: true, nearer than the bound: false' <<'JAVA'
import com.uber.h3core.H3Core;
import com.uber.h3core.LengthUnit;
import com.uber.h3core.util.LatLng;
import java.util.HashSet;
import java.util.Random;

class Finding {
    private static final double[][] CITIES = {{40.75, -73.99}, {41.15, -8.61}, {1.35, 103.82}, {-33.87, 151.21}};

    public static void main(String[] args) throws Exception {
        H3Core h3 = H3Core.newInstance();
        var random = new Random(1);
        for (int k = 1; k <= 3; k++) {
            double bound = 1.5 * k - 0.5;
            double nearest = Double.MAX_VALUE;
            for (int place = 0; place < 6_000; place++) {
                double[] city = CITIES[place % CITIES.length];
                long cell = h3.latLngToCell(city[0] + random.nextDouble() / 10, city[1] + random.nextDouble() / 10, 8);
                double edge = h3.originToDirectedEdges(cell).stream()
                        .mapToDouble(each -> h3.edgeLength(each, LengthUnit.m)).min().orElseThrow();
                var disk = new HashSet<>(h3.gridDisk(cell, k));
                // Anywhere on the cell's border, where the disk reaches least far.
                var corners = h3.cellToBoundary(cell);
                LatLng one = corners.get(place % corners.size());
                LatLng next = corners.get((place + 1) % corners.size());
                LatLng centre = h3.cellToLatLng(cell);
                double along = random.nextDouble();
                double lat = one.lat + (next.lat - one.lat) * along;
                double lng = one.lng + (next.lng - one.lng) * along;
                var point = new LatLng(lat + (centre.lat - lat) * 0.001, lng + (centre.lng - lng) * 0.001);
                for (int direction = 0; direction < 110; direction++) {
                    double angle = random.nextDouble() * 2 * Math.PI;
                    double edges = (bound - 0.1) + random.nextDouble() * 0.3;
                    double metres = edges * edge;
                    var other = new LatLng(point.lat + Math.toDegrees(metres * Math.cos(angle) / 6_371_007.18),
                            point.lng + Math.toDegrees(metres * Math.sin(angle) / 6_371_007.18
                                    / Math.cos(Math.toRadians(point.lat))));
                    if (!disk.contains(h3.latLngToCell(other.lat, other.lng, 8))) {
                        nearest = Math.min(nearest, edges);
                    }
                }
            }
            System.out.println("k=" + k + ": reaches down to near the bound: " + (nearest < bound * 1.1)
                    + ", nearer than the bound: " + (nearest < bound * 0.99));
        }
    }
}
JAVA
