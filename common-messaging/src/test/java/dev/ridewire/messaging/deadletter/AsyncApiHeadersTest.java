package dev.ridewire.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The AsyncAPI page of the contracts names the library's own headers as well. */
class AsyncApiHeadersTest {
    @Test
    void thePageNamesEveryHeaderOfDeadLettersAndNoOther() throws Exception {
        assertThat(headersOfThePage()).isEqualTo(headersOfTheCode());
    }

    private static Set<String> headersOfTheCode() {
        return Arrays.stream(LetterHeaders.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(AsyncApiHeadersTest::valueOf).filter(LetterHeaders::isOwn)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String valueOf(Field constant) {
        try {
            return (String) Objects.requireNonNull(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(constant + " is not public", e);
        }
    }

    private static Set<String> headersOfThePage() throws IOException {
        try (var page = LetterHeaders.class.getResourceAsStream("/ridewire/asyncapi.yaml")) {
            Map<String, Map<String, Map<String, Map<String, Map<String, Map<String, ?>>>>>> root = new Yaml()
                    .load(page);
            var traits = Objects.requireNonNull(root.get("components")).get("messageTraits");
            return Objects.requireNonNull(traits).values().stream()
                    .flatMap(trait -> trait.getOrDefault("headers", Map.of()).getOrDefault("properties", Map.of())
                            .keySet().stream())
                    .filter(LetterHeaders::isOwn)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
