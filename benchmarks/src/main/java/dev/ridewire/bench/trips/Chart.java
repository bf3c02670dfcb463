package dev.ridewire.bench.trips;

import java.util.List;
import java.util.Locale;

/** A chart of the p95 error of each contender under each noise, on a logarithmic axis. */
final class Chart {
    private static final int LEFT = 110;
    private static final int WIDTH = 620;
    private static final int ROW = 26;
    private static final int TOP = 70;
    private static final double LOWEST = 0.005;
    private static final double DECADES = 2.3;
    private static final List<Line> LINES = List.of(new Line("RAW_SUM", "raw sum", "#b42318"),
            new Line("KALMAN_RTS", "Kalman and RTS, noise fixed", "#b7791f"),
            new Line("SPEED_INTEGRAL", "speed integral", "#667085"),
            new Line("RIDEWIRE_POSITIONS", "Ridewire, positions only", "#53b1fd"),
            new Line("RIDEWIRE", "Ridewire", "#175cd3"));

    private record Line(String contender, String name, String colour) {}

    private Chart() {}

    static String of(List<Result> results) {
        List<String> noises = results.stream().map(Result::noise).distinct().toList();
        int bottom = TOP + noises.size() * ROW;
        var svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="18" font-weight="bold">p95 of the error at 5 s sampling, by noise and correlation</text>
                """, LEFT + WIDTH + 30, bottom + 30));
        for (double tick : new double[]{0.01, 0.02, 0.06, 0.1, 0.5, 1}) {
            svg.append(String.format(Locale.ROOT,
                    "<line x1=\"%1$.0f\" x2=\"%1$.0f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"%4$s\"/>%n"
                            + "<text x=\"%1$.0f\" y=\"%5$d\" text-anchor=\"middle\">%6$.0f %%</text>%n",
                    x(tick), TOP - 12, bottom, tick == 0.06 ? "#344054" : "#e4e7ec", bottom + 16, 100 * tick));
        }
        int at = 10;
        for (Line line : LINES) {
            svg.append(String.format(Locale.ROOT, "<circle cx=\"%d\" cy=\"38\" r=\"5\" fill=\"%s\"/>"
                    + "<text x=\"%d\" y=\"42\">%s</text>%n", at, line.colour(), at + 9, line.name()));
            at += 24 + 7 * line.name().length();
        }
        for (int row = 0; row < noises.size(); row++) {
            int y = TOP + row * ROW + ROW / 2;
            svg.append(String.format(Locale.ROOT, "<text x=\"10\" y=\"%d\">%s</text>%n", y + 4, noises.get(row)));
            for (Line line : LINES) {
                String noise = noises.get(row);
                results.stream().filter(result -> result.noise().equals(noise)
                        && result.contender().equals(line.contender()))
                        .forEach(result -> svg.append(String.format(Locale.ROOT,
                                "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>%n", x(result.p95()), y,
                                line.colour())));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static double x(double error) {
        return LEFT + WIDTH * Math.clamp(Math.log10(error / LOWEST) / DECADES, 0, 1);
    }
}
