package dev.ridewire.booking.adapter.web.fuzz;

import dev.ridewire.booking.adapter.web.fuzz.DocumentedApi.Operation;
import dev.ridewire.booking.adapter.web.fuzz.DocumentedApi.Parameter;
import dev.ridewire.booking.adapter.web.fuzz.RequestDraft.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a request that the document allows, and spoils every other one in one to three ways. */
final class RequestFuzzer {
    private static final int MOST_FLAWS = 3;
    private static final int WAYS_WITHOUT_BODY = 8;
    private static final int WAYS = 16;

    private final DocumentedApi api;
    private final RandomGenerator random;
    private final Cast cast;

    RequestFuzzer(DocumentedApi api, RandomGenerator random, Cast cast) {
        this.api = api;
        this.random = random;
        this.cast = cast;
    }

    /**
     * The people, rides and values that exist when a request is made.
     *
     * @param tokens    of people who are around
     * @param strangers tokens that give access to nothing
     * @param rides     ids that may be asked about, the one that the rest is about first
     * @param known     what a good app would send, by the parameter's or member's name
     */
    record Cast(
            List<Token> tokens, List<String> strangers, List<String> rides, JsonNode known) {}

    /** @param role as the document calls it */
    record Token(String role, String value) {}

    Request next() {
        RequestDraft draft = wellFormed(any(api.operations()));
        if (random.nextBoolean()) {
            int flaws = 1 + random.nextInt(MOST_FLAWS);
            for (int i = 0; i < flaws; i++) {
                spoil(draft);
            }
        }
        return draft.request();
    }

    private RequestDraft wellFormed(Operation operation) {
        String ride = mostly() ? cast.rides().getFirst() : any(cast.rides());
        var draft = new RequestDraft(operation, operation.path().replace("{id}", ride));
        draft.headers.put("Host", "localhost");
        draft.headers.put("Authorization", "Bearer " + tokenFor(operation));
        for (Parameter parameter : operation.parameters()) {
            if (!parameter.in().equals("path") && (parameter.required() || random.nextBoolean())) {
                add(parameter, draft);
            }
        }
        JsonNode schema = operation.body();
        if (schema != null) {
            draft.headers.put("Content-Type", "application/json");
            draft.body = body(schema).toString();
        }
        return draft;
    }

    /** Mostly of someone for whom the operation is. */
    private String tokenFor(Operation operation) {
        List<Token> rightful = cast.tokens().stream().filter(token -> operation.whom().contains(token.role())).toList();
        return any(mostly() ? rightful : cast.tokens()).value();
    }

    private void add(Parameter parameter, RequestDraft draft) {
        JsonNode known = cast.known().get(parameter.name());
        String value = (known != null && mostly() ? known : new Samples(api, random).of(parameter.schema())).asString();
        if (parameter.in().equals("header")) {
            // Any text is a good version to the document, but not to the service.
            boolean version = parameter.name().endsWith("-Match") && !value.startsWith("\"");
            draft.headers.put(parameter.name(), version ? "\"%d\"".formatted(random.nextInt(6)) : value);
        } else {
            draft.query.add(parameter.name() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private JsonNode body(JsonNode schema) {
        JsonNode body = new Samples(api, random).of(schema);
        if (mostly()) {
            cast.known().properties().stream().filter(member -> body.has(member.getKey()))
                    .forEach(member -> ((ObjectNode) body).set(member.getKey(), member.getValue()));
        }
        return body;
    }

    private void spoil(RequestDraft draft) {
        switch (random.nextInt(draft.body == null ? WAYS_WITHOUT_BODY : WAYS)) {
            case 0 -> header("Authorization",
                    random.nextBoolean() ? "Bearer " + any(cast.strangers()) : any(Oddities.AUTHORIZATIONS), draft);
            case 1 -> header("Accept", any(Oddities.ACCEPTS), draft);
            case 2 -> header(any(List.of("If-Match", "If-None-Match", "Idempotency-Key")), any(Oddities.HEADER_VALUES),
                    draft);
            case 3 -> {
                draft.moreHeaders.add(any(Oddities.HEADER_LINES));
                draft.flaw("header", draft.moreHeaders.getLast());
            }
            case 4 -> {
                draft.query.add(any(Oddities.QUERIES));
                draft.flaw("query", draft.query.getLast());
            }
            case 5 -> spoilPath(draft);
            case 6 -> {
                draft.method = any(Oddities.METHODS);
                draft.elsewhere = true;
                draft.flaw("method", draft.method);
            }
            case 7 -> leaveOut(draft);
            case 8 -> header("Content-Type", any(Oddities.CONTENT_TYPES), draft);
            case 9 -> {
                draft.charset = random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
                draft.flaw("in", draft.charset.name());
            }
            case 10 -> {
                String body = any(Oddities.BODIES);
                draft.body = body;
                draft.flaw("body", body);
            }
            case 11 -> {
                draft.chunked = true;
                draft.flaw("body", "chunked");
            }
            default -> spoilMember(draft);
        }
    }

    private void leaveOut(RequestDraft draft) {
        if (!draft.headers.isEmpty()) {
            String name = any(List.copyOf(draft.headers.keySet()));
            draft.headers.remove(name);
            draft.flaw("without", name);
        }
    }

    private static void header(String name, String value, RequestDraft draft) {
        draft.headers.put(name, value);
        draft.flaw(name, value);
    }

    private void spoilPath(RequestDraft draft) {
        String documented = draft.operation.path();
        String id = any(Oddities.IDS);
        draft.path = switch (random.nextInt(4)) {
            case 0 -> draft.path + "/" + id;
            case 1 -> draft.path.replaceFirst("/", "//");
            case 2 -> draft.path + id;
            default -> documented.contains("{id}") ? documented.replace("{id}", id) : draft.path + "/";
        };
        draft.elsewhere |= !draft.path.matches(documented.replace("{id}", "[^/;?]+"));
        draft.flaw("path", draft.path);
    }

    /** Members are found by their names in the text, for the text may be JSON no longer. */
    private void spoilMember(RequestDraft draft) {
        String text = String.valueOf(draft.body);
        String odd = any(Oddities.VALUES);
        List<Integer> values = startsOfValues(text);
        if (values.isEmpty()) {
            draft.body = text + odd;
            draft.flaw("after the body", odd);
            return;
        }
        int from = any(values);
        int to = from;
        while (to < text.length() && ",}".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String before = text.substring(0, from);
        String after = text.substring(to);
        draft.body = switch (random.nextInt(4)) {
            case 0 -> before + odd + ",\"unheardOf\":" + odd + after;
            case 1 -> before.substring(0, from - 2) + "X\":" + text.substring(from);
            case 2 -> text.substring(0, to) + "," + member(before) + odd + after;
            default -> before + odd + after;
        };
        draft.flaw("member at %d".formatted(from), odd);
    }

    private static List<Integer> startsOfValues(String text) {
        List<Integer> starts = new ArrayList<>();
        for (int colon = text.indexOf("\":"); colon >= 0; colon = text.indexOf("\":", colon + 1)) {
            starts.add(colon + 2);
        }
        return starts;
    }

    /** The name, quotes and colon with which a text ends. */
    private static String member(String text) {
        return text.substring(Math.max(0, text.lastIndexOf('"', text.length() - 3)));
    }

    private boolean mostly() {
        return random.nextInt(4) > 0;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
