package dev.ridewire.booking.adapter.web.openapi;

import static dev.ridewire.booking.adapter.web.openapi.Tree.child;
import static dev.ridewire.booking.adapter.web.openapi.Tree.list;

import dev.ridewire.web.problem.ProblemAdvice;
import dev.ridewire.web.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** Every error status of an operation, with its problem types. */
final class ErrorAnswers {
    private static final String PROBLEMS = "x-problems";
    /** A placeholder for the parameters of a path. */
    private static final String AN_ID = "01a1fd85-9a6a-752d-bc80-411c7be32899";
    private static final List<ProblemType> ALWAYS = List.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN,
            ProblemType.NOT_ACCEPTABLE, ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED, ProblemType.UNAVAILABLE,
            ProblemType.INTERNAL);
    private static final List<ProblemType> OF_BODIES = List.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.CONTENT_TOO_LARGE, ProblemType.REQUEST_TIMEOUT);

    private final Map<String, ProblemType> types;
    private final Map<String, Object> occurrences;
    private final ProblemAdvice advice = new ProblemAdvice();

    /** @param occurrences for each slug, the members of an example that the problem's type does not define */
    ErrorAnswers(List<ProblemType> own, Map<String, Object> occurrences) {
        this.occurrences = occurrences;
        this.types = Stream.concat(ProblemType.COMMON.stream(), own.stream())
                .collect(Collectors.toMap(ProblemType::slug, type -> type));
    }

    void addTo(Map<String, Object> operation, String path, Map<String, Object> components) {
        String instance = path.replace("{id}", AN_ID);
        Map<String, Object> responses = child(operation, "responses");
        byStatus(operation).forEach((status, problems) -> {
            if (ProblemType.COMMON.containsAll(problems)) {
                String name = nameOf(problems);
                child(components, "responses").putIfAbsent(name, answer(status, problems, instance));
                responses.put(String.valueOf(status.value()), Map.of("$ref", "#/components/responses/" + name));
            } else {
                responses.put(String.valueOf(status.value()), answer(status, problems, instance));
            }
        });
        operation.remove(PROBLEMS);
    }

    private Map<HttpStatus, Set<ProblemType>> byStatus(Map<String, Object> operation) {
        boolean hasBody = operation.containsKey("requestBody");
        Stream<ProblemType> readings = hasBody || !list(operation, "parameters").isEmpty()
                ? Stream.of(ProblemType.MALFORMED_REQUEST)
                : Stream.empty();
        Stream<ProblemType> own = Tree.<String>list(operation, PROBLEMS).stream().map(this::typeOf);
        return Stream.of(readings, own, hasBody ? OF_BODIES.stream() : Stream.<ProblemType>empty(), ALWAYS.stream())
                .flatMap(some -> some)
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new,
                        Collectors.toCollection(LinkedHashSet::new)));
    }

    private ProblemType typeOf(String slug) {
        return Optional.ofNullable(types.get(slug)).orElseThrow(
                () -> new IllegalStateException(PROBLEMS + ": " + slug + " (expected: the slug of a problem)"));
    }

    private Map<String, Object> answer(HttpStatus status, Set<ProblemType> problems, String instance) {
        Map<String, Object> examples = new LinkedHashMap<>();
        problems.forEach(type -> examples.put(type.slug(), example(type, instance)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", problems.stream()
                .map(type -> "`%s`: %s".formatted(type.slug(), advice.comesWhen(type)))
                .collect(Collectors.joining("\n\n")));
        answer.put("headers", headersOf(status, problems));
        answer.put("content", Map.of("application/problem+json",
                Map.of("schema", Map.of("$ref", Tree.SCHEMAS + "Problem"), "examples", examples)));
        return answer;
    }

    private static Map<String, Object> headersOf(HttpStatus status, Set<ProblemType> problems) {
        List<String> names = new ArrayList<>();
        if (problems.stream().anyMatch(ProblemType::retryable)) {
            names.add("Retry-After");
        }
        // A request without a person has no rate limit.
        names.addAll(status == HttpStatus.UNAUTHORIZED
                ? List.of("WWW-Authenticate")
                : List.of("RateLimit", "RateLimit-Policy"));
        Map<String, Object> headers = new LinkedHashMap<>();
        names.forEach(name -> headers.put(name, Map.of("$ref", "#/components/headers/" + name)));
        return headers;
    }

    private Map<String, Object> example(ProblemType type, String instance) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type.uri().toString());
        problem.put("title", type.title());
        problem.put("status", type.status().value());
        problem.put("instance", instance);
        problem.put("retryable", type.retryable());
        problem.putAll(occurrenceOf(type));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("summary", type.title());
        example.put("description", advice.whatToDo(type));
        example.put("value", problem);
        return example;
    }

    private Map<String, Object> occurrenceOf(ProblemType type) {
        return Optional.ofNullable(occurrences.get(type.slug())).map(Tree::map).orElseThrow(
                () -> new IllegalStateException(PROBLEMS + ": nothing of " + type.slug() + " (expected: an example)"));
    }

    /** Returns the first problem's name, in the form of a type's name. */
    private static String nameOf(Set<ProblemType> problems) {
        return Stream.of(problems.iterator().next().slug().split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
