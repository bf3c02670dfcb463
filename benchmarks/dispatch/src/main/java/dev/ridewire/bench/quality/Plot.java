package dev.ridewire.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over two axes as SVG. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 220;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    private static final int TICKS = 5;
    private static final List<String> COLORS = List.of("#888888", "#000000", "#1f77b4", "#2ca02c", "#ff7f0e", "#d62728",
            "#9467bd", "#8c564b", "#17becf");

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String name, List<double[]> points) {}

    /** @param across the label of the horizontal axis, {@code up} that of the vertical one */
    Plot(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** @param points pairs of the values across and up */
    void add(String name, List<double[]> points) {
        lines.add(new Line(name, List.copyOf(points)));
    }

    String svg() {
        double left = lowest(0);
        double right = highest(0);
        double bottom = Math.min(0, lowest(1));
        double top = highest(1);
        if (lowest(1) > top / 2) {
            bottom = lowest(1) - (top - lowest(1)) / 2;
        }
        var svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT));
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
        text(svg, LEFT, TOP - 18, "start", title);
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 15, "middle", across);
        text(svg, LEFT, TOP - 3, "start", up);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = bottom + (top - bottom) * tick / TICKS;
            double y = y(value, bottom, top);
            svg.append(String.format(Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n", LEFT, WIDTH - RIGHT, y,
                    y));
            text(svg, LEFT - 6, y + 4, "end", number(value, top - bottom));
            double place = left + (right - left) * tick / TICKS;
            text(svg, x(place, left, right), HEIGHT - BOTTOM + 18, "middle", number(place, right - left));
        }
        for (int number = 0; number < lines.size(); number++) {
            draw(svg, number, left, right, bottom, top);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, int number, double left, double right, double bottom, double top) {
        Line line = lines.get(number);
        String color = COLORS.get(number % COLORS.size());
        var path = new StringBuilder();
        for (double[] point : line.points) {
            String place = String.format(Locale.ROOT, "%.1f,%.1f", x(point[0], left, right), y(point[1], bottom, top));
            path.append(place).append(' ');
            svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>%n"
                    .formatted(place.substring(0, place.indexOf(',')), place.substring(place.indexOf(',') + 1), color));
        }
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
                .formatted(path.toString().strip(), color));
        int y = TOP + 18 * number;
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>%n"
                .formatted(WIDTH - RIGHT + 20, y + 4, color));
        text(svg, WIDTH - RIGHT + 38, y + 11, "start", line.name);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y,
                anchor, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String number(double value, double range) {
        return String.format(Locale.ROOT, range < 2 ? "%.3f" : "%,.0f", value);
    }

    private double lowest(int axis) {
        return lines.stream().flatMap(line -> line.points.stream()).mapToDouble(point -> point[axis]).min().orElse(0);
    }

    private double highest(int axis) {
        return lines.stream().flatMap(line -> line.points.stream()).mapToDouble(point -> point[axis]).max().orElse(1);
    }

    private static double x(double value, double left, double right) {
        return LEFT + (right == left ? 0.5 : (value - left) / (right - left)) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double bottom, double top) {
        return HEIGHT - BOTTOM - (top == bottom ? 0.5 : (value - bottom) / (top - bottom)) * (HEIGHT - TOP - BOTTOM);
    }
}
