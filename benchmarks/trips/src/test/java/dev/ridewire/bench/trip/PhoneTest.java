package dev.ridewire.bench.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PhoneTest {
    /** A kilometre east in ten steps of 15 s, with a minute of standing in the middle. */
    private static final TrueDrive DRIVE = new TrueDrive(
            new double[]{0, 100, 200, 300, 400, 500, 503, 498, 501, 500, 600, 700, 800, 900, 1_000}, new double[15],
            15);

    @Test
    void theWayIsKnownAtEveryMoment() {
        assertThat(DRIVE.metersAt(0)).isZero();
        assertThat(DRIVE.metersAt(75)).isEqualTo(500, Offset.offset(1e-6));
        assertThat(DRIVE.speedAt(100)).as("standing").isEqualTo(0, Offset.offset(1e-6));
        assertThat(DRIVE.metersAt(DRIVE.seconds())).isEqualTo(1_000, Offset.offset(1e-6));
    }

    @Test
    void theSameSeedGivesTheSamePositions() {
        var conditions = new Conditions(5, 15, 0.9, true);

        assertThat(new Phone(7).record(DRIVE, conditions)).isEqualTo(new Phone(7).record(DRIVE, conditions));
        assertThat(new Phone(8).record(DRIVE, conditions)).isNotEqualTo(new Phone(7).record(DRIVE, conditions));
    }

    @Test
    void everyContenderMeasuresAGoodPhoneWell() {
        var recording = new Phone(7).record(DRIVE, new Conditions(1, 0.1, 0, false));

        for (Contender contender : Contender.values()) {
            assertThat(contender.meters(recording.positions()).orElseThrow()).as(contender.name())
                    .isEqualTo(recording.meters(), Offset.offset(0.05 * recording.meters()));
        }
    }

    @Test
    void theChosenMeterIsAheadOfTheRawSum() {
        List<String> lines = TripsMain.measure(List.of(DRIVE), new Conditions(5, 15, 0, false));

        assertThat(errorOf(lines, Contender.RIDEWIRE)).isLessThan(errorOf(lines, Contender.RAW_SUM));
    }

    private static double errorOf(List<String> lines, Contender contender) {
        String line = lines.stream().filter(one -> one.contains(" " + contender.name() + " ")).findFirst()
                .orElseThrow();
        return Double.parseDouble(line.split(" ", -1)[9]);
    }
}
