package dev.ridewire.bench.quality;

import java.util.Locale;

/**
 * The circumstances of a run.
 *
 * @param streets  the name of the travel times
 * @param declines the share of offers that drivers decline
 * @param demand   how many requests each trip of the file stands for
 */
record Scenario(String streets, int cars, double declines, double demand) {
    String title() {
        return String.format(Locale.ROOT, "%s, %,d cars, %.0f %% declines, demand × %s", streets, cars, 100 * declines,
                demand);
    }
}
