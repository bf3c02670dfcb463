package dev.ridewire.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripFileTest {
    private static final String HEADER = "request_id,o_lat,o_lon,d_lat,d_lon,departure_time,passengers\n";
    private static final String SHORT = "0,40.7208,-73.9938,40.7265,-74.0056,2014-12-21 00:00:00,1\n";
    private static final String TOO_LONG = "1,40.7208,-73.9938,40.7865,-73.9756,2014-12-21 00:00:00,1\n";
    private static final String LATER = "2,40.7594,-73.9807,40.7477,-73.9851,2014-12-21 06:30:00,2\n";

    @TempDir
    Path folder;

    @Test
    void tripsThatCanBeDrivenAreTakenInTheOrderOfTheirRequests() throws IOException {
        List<Trip> trips = take(HEADER + LATER + TOO_LONG + SHORT, 10);

        assertThat(trips).extracting(trip -> trip.pickup().lat()).containsExactly(40.7208, 40.7594);
        assertThat(trips).first().extracting(Trip::requestedAfter).isEqualTo(Duration.ZERO);
    }

    @Test
    void aDayIsBroughtTogetherIntoSecondsAndAMinuteIsSpread() throws IOException {
        assertThat(take(HEADER + SHORT + LATER, 10)).last().extracting(Trip::requestedAfter)
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(take(HEADER + SHORT + SHORT + SHORT, 10)).extracting(Trip::requestedAfter).doesNotHaveDuplicates();
    }

    @Test
    void noMoreThanWantedAreTakenAndTheSameSeedTakesTheSame() throws IOException {
        String file = HEADER + SHORT.repeat(5) + LATER;
        assertThat(take(file, 3)).hasSize(3).isEqualTo(take(file, 3));
    }

    @Test
    void columnsMayComeInAnyOrderAndBlankLinesAreNoRows() throws IOException {
        assertThat(take("""
                \uFEFFdeparture_time, d_lon, d_lat, o_lon, o_lat

                2014-12-21 00:00:00, -74.0056, 40.7265, -73.9938, 40.7208

                """, 10)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "0,91,-73.99,40.72,-74.00,2014-12-21 00:00:00,1 | o_lat, o_lon: lat: 91.0 (expected: -90.0..90.0)",
            "0,40.72,-73.99,forty,-74.00,2014-12-21 00:00:00,1 | d_lat: 'forty' (expected: degrees)",
            "0,40.72,-73.99,NaN,-74.00,2014-12-21 00:00:00,1 | d_lat, d_lon: lat: NaN (expected: -90.0..90.0)",
            "0,40.72,-73.99,40.72,-74.00,yesterday,1 | departure_time: 'yesterday' (expected: a time like",
            "0,40.72,-73.99,40.72,-74.00 | 5 cells (expected: 7)",
    })
    void aBadRowIsNamedWithItsLineAndWhatWasExpected(String row, String complaint) {
        assertThatThrownBy(() -> take(HEADER + SHORT + row + "\n" + SHORT, 1))
                .isInstanceOf(TripFileException.class)
                .hasMessageContaining("trips.csv, line 3: ")
                .hasMessageContaining(complaint);
    }

    @Test
    void aFileThatIsNoTripFileSaysSo() {
        assertThatThrownBy(() -> take("", 1)).hasMessageContaining("is empty (expected: a header with [o_lat");
        assertThatThrownBy(() -> take("a,b\n", 1)).hasMessageContaining("line 1: [a, b] (expected: the columns [o_lat");
        assertThatThrownBy(() -> take(HEADER + TOO_LONG, 1))
                .hasMessageContaining("has no trip between 100 m and 2500 m");
        assertThatThrownBy(() -> TripFile.read(folder.resolve("nowhere.csv")))
                .hasMessageContaining("nowhere.csv: there is no such file");
    }

    @Test
    void aFileThatIsNoTextSaysSo() throws IOException {
        Path file = Files.write(folder.resolve("trips.csv"), new byte[]{(byte) 0xC3, (byte) 0x28, 0});
        assertThatThrownBy(() -> TripFile.read(file)).hasMessageContaining("is not a text in UTF-8");
    }

    private List<Trip> take(String content, int count) throws IOException {
        Path file = Files.writeString(folder.resolve("trips.csv"), content);
        return TripFile.read(file).take(count, new SplittableRandom(1));
    }
}
