package dev.ridewire.booking.adapter.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plan by which the server carried out a statement, as its auto_explain tells. */
record Plan(String query, JsonNode root) {
    private static final String BEGINNING = "plan:\n";
    /** A plan is followed by the rest of its notice. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Reports whether a line of the driver's log tells of one. */
    static boolean isIn(String line) {
        return line.startsWith("Notice: ") && line.contains(BEGINNING);
    }

    static Plan read(String line) {
        JsonNode told = JSON.readTree(line.substring(line.indexOf(BEGINNING) + BEGINNING.length()));
        return new Plan(told.get("Query Text").asString(), told.get("Plan"));
    }

    /** Pages that were touched, in memory or not. */
    long buffers() {
        return root.path("Shared Hit Blocks").asLong() + root.path("Shared Read Blocks").asLong();
    }

    /** Those that lead to rows or tell that there is one already; of a day's partition without the day. */
    Set<String> indexes() {
        return nodes().stream()
                .flatMap(node -> Stream.concat(Stream.of(node.path("Index Name")),
                        node.path("Conflict Arbiter Indexes").valueStream()))
                .map(name -> name.asString("").replaceFirst("_[0-9]{8}_", "_DAY_"))
                .filter(name -> !name.isEmpty() && !isCatalog(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Tables that were read from one end to the other. */
    Set<String> scanned() {
        return nodes().stream().filter(node -> is(node, "Seq Scan")).map(node -> node.get("Relation Name").asString())
                .filter(name -> !isCatalog(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isCatalog(String name) {
        return name.startsWith("pg_");
    }

    boolean sorts() {
        return nodes().stream().anyMatch(node -> is(node, "Sort") || is(node, "Incremental Sort"));
    }

    boolean goesBackward() {
        return nodes().stream().anyMatch(node -> node.path("Scan Direction").asString("").equals("Backward"));
    }

    private List<JsonNode> nodes() {
        var nodes = new ArrayList<JsonNode>();
        collect(root, nodes);
        return nodes;
    }

    private static void collect(JsonNode node, List<JsonNode> nodes) {
        nodes.add(node);
        node.path("Plans").forEach(part -> collect(part, nodes));
    }

    private static boolean is(JsonNode node, String type) {
        return Stream.of(type, "Parallel " + type).anyMatch(node.get("Node Type").asString()::equals);
    }

    @Override
    public String toString() {
        return query + "\n" + root.toPrettyString();
    }
}
