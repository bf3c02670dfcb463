package dev.ridewire.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ridewire.geo.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    /** A one-way circle of three corners, a hundred seconds and a kilometre each, with times of empty streets. */
    private static final String CIRCLE = """
            {"nodes": [{"id": 7, "x": -74.0, "y": 40.75}, {"id": 8, "x": -73.99, "y": 40.75}, {"id": 9, "x": -73.99, "y": 40.76}],
             "links": [{"source": 7, "target": 8, "length": 1000, "travel_time": 100},
                       {"source": 8, "target": 9, "length": 1000, "travel_time": 100},
                       {"source": 9, "target": 7, "length": 1000, "travel_time": 100}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tripsAreReadByTheNamesOfTheirColumns() throws IOException {
        Path file = written("trips.csv", """
                departure_time,o_lat,o_lon,d_lat,d_lon
                2014-12-21 00:05:00,40.75,-74.0,40.76,-73.99
                """);

        assertThat(RequestFile.read(file).rows()).containsExactly(
                new RequestFile.Row(300_000, new GeoPoint(40.75, -74.0), new GeoPoint(40.76, -73.99)));
    }

    @Test
    void aBadRowIsToldWithItsLine() throws IOException {
        Path file = written("trips.csv", "o_lat,o_lon,d_lat,d_lon,departure_time\n40.75,x,40.76,-73.99,never\n");

        assertThatThrownBy(() -> RequestFile.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> RequestFile.read(folder.resolve("none.csv"))).hasMessageContaining("no such file");
    }

    @Test
    void waysFollowTheStreets() throws IOException {
        RoadNetwork roads = RoadNetwork.read(written("roads.json", CIRCLE));
        Spot corner = roads.spotAt(new GeoPoint(40.7501, -74.0)).orElseThrow();
        Spot next = roads.spotAt(new GeoPoint(40.75, -73.99)).orElseThrow();

        assertThat(roads.millis(corner, next)).isEqualTo(160_000);
        assertThat(roads.millis(next, corner)).as("the long way round").isEqualTo(320_000);
        assertThat(roads.meters(next, corner)).isEqualTo(2_000);
        assertThat(roads.along(next, corner, 0.6)).isEqualTo(roads.spotAt(new GeoPoint(40.76, -73.99)).orElseThrow());
        assertThat(roads.along(next, corner, 0.4)).isEqualTo(next);
    }

    @Test
    void aPointFarFromAllStreetsHasNoPlace() throws IOException {
        assertThat(RoadNetwork.read(written("roads.json", CIRCLE)).spotAt(new GeoPoint(40.9, -74.0))).isEmpty();
    }

    @Test
    void aNetworkInTwoPartsIsRefused() throws IOException {
        Path file = written("roads.json",
                CIRCLE.replace("\"source\": 9, \"target\": 7", "\"source\": 9, \"target\": 8"));

        assertThatThrownBy(() -> RoadNetwork.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no way to another");
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
