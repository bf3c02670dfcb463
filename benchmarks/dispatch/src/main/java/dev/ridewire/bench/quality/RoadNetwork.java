package dev.ridewire.bench.quality;

import dev.ridewire.geo.GeoPoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shortest ways of a road network, all computed once. The file is JSON as OSMnx and NetworkX write it:
 * {@code nodes} with {@code id, x, y}, and {@code links} with {@code source, target, length} in metres and
 * {@code travel_time} in seconds.
 */
final class RoadNetwork implements Streets {
    /** The file has times of empty streets at the speed limit; by day a car takes about 1.6 times as long. */
    private static final double CONGESTION = 1.6;
    private static final double FARTHEST_SNAP_METERS = 400;
    /** All pairs of so many nodes take 250 MB. */
    private static final int MOST_NODES = 5_000;
    private static final short NONE = -1;

    private final Spot[] nodes;
    /** By the number of the start times the number of nodes, plus that of the end. */
    private final int[] millis;
    private final int[] meters;
    /** The last node before the end. */
    private final short[] previous;

    private RoadNetwork(Spot[] nodes) {
        this.nodes = nodes;
        this.millis = new int[nodes.length * nodes.length];
        this.meters = new int[nodes.length * nodes.length];
        this.previous = new short[nodes.length * nodes.length];
    }

    private record Link(int to, int millis, double meters) {}

    private record Reached(int node, int millis) {}

    static RoadNetwork read(Path file) {
        JsonNode root = JsonMapper.shared().readTree(file.toFile());
        Map<Long, Integer> numbers = new HashMap<>();
        List<Spot> nodes = new ArrayList<>();
        for (JsonNode node : root.path("nodes")) {
            numbers.put(node.path("id").asLong(), nodes.size());
            nodes.add(Spot.of(new GeoPoint(node.path("y").asDouble(), node.path("x").asDouble()), nodes.size()));
        }
        if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "%s: %d nodes (expected: 1 to %d)".formatted(file, nodes.size(), MOST_NODES));
        }
        List<List<Link>> links = new ArrayList<>();
        nodes.forEach(_ -> links.add(new ArrayList<>()));
        for (JsonNode link : root.path("links")) {
            Integer from = numbers.get(link.path("source").asLong());
            Integer to = numbers.get(link.path("target").asLong());
            if (from == null || to == null) {
                throw new IllegalArgumentException("%s: link %s (expected: between two of the nodes)"
                        .formatted(file, link));
            }
            links.get(from).add(new Link(to,
                    (int) Math.round(link.path("travel_time").asDouble() * CONGESTION * 1_000),
                    link.path("length").asDouble()));
        }
        var network = new RoadNetwork(nodes.toArray(Spot[]::new));
        for (int start = 0; start < nodes.size(); start++) {
            network.search(start, links);
        }
        if (Arrays.stream(network.millis).anyMatch(time -> time == Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("%s: some node has no way to another (expected: ways between all)"
                    .formatted(file));
        }
        return network;
    }

    /** Dijkstra's search from one node to all others. */
    private void search(int start, List<List<Link>> links) {
        int row = start * nodes.length;
        double[] way = new double[nodes.length];
        Arrays.fill(millis, row, row + nodes.length, Integer.MAX_VALUE);
        Arrays.fill(previous, row, row + nodes.length, NONE);
        var open = new PriorityQueue<Reached>((one, other) -> Integer.compare(one.millis, other.millis));
        millis[row + start] = 0;
        open.add(new Reached(start, 0));
        for (Reached at = open.poll(); at != null; at = open.poll()) {
            if (at.millis > millis[row + at.node]) {
                continue;
            }
            meters[row + at.node] = (int) Math.round(way[at.node]);
            for (Link link : links.get(at.node)) {
                int reach = at.millis + link.millis;
                if (reach < millis[row + link.to]) {
                    millis[row + link.to] = reach;
                    way[link.to] = way[at.node] + link.meters;
                    previous[row + link.to] = (short) at.node;
                    open.add(new Reached(link.to, reach));
                }
            }
        }
    }

    @Override
    public String name() {
        return "road network";
    }

    @Override
    public Optional<Spot> spotAt(GeoPoint point) {
        Spot wanted = Spot.of(point, 0);
        Spot nearest = nodes[0];
        for (Spot node : nodes) {
            if (node.metersTo(wanted) < nearest.metersTo(wanted)) {
                nearest = node;
            }
        }
        return nearest.metersTo(wanted) <= FARTHEST_SNAP_METERS ? Optional.of(nearest) : Optional.empty();
    }

    @Override
    public long millis(Spot from, Spot to) {
        return millis[from.node() * nodes.length + to.node()];
    }

    @Override
    public double meters(Spot from, Spot to) {
        return meters[from.node() * nodes.length + to.node()];
    }

    /** Returns the last node that the car has passed. */
    @Override
    public Spot along(Spot from, Spot to, double share) {
        int row = from.node() * nodes.length;
        double driven = share * millis[row + to.node()];
        int node = to.node();
        while (node != from.node() && millis[row + node] > driven) {
            node = previous[row + node];
        }
        return nodes[node];
    }
}
