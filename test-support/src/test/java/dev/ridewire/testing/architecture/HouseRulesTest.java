package dev.ridewire.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {
    private static final String BROKEN_HOUSE = "dev.ridewire.testing.architecture.broken";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_HOUSE);

    @TestFactory
    Stream<DynamicTest> a_house_that_breaks_the_rule_is_seen() {
        return new HouseRules(BROKEN_HOUSE).all().stream().map(rule -> DynamicTest.dynamicTest(
                rule.name(), () -> assertThat(rule.rule().evaluate(BROKEN).hasViolation()).isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Instant.now(", "Clock.systemUTC(", "System.currentTimeMillis(", "System.nanoTime(",
            "UUID.randomUUID(", "Math.random(", "ThreadLocalRandom.current("})
    void every_way_to_make_up_time_or_chance_is_seen(String call) {
        assertThat(violations("time and chance are passed in")).anyMatch(line -> line.contains(call));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FareOfARide", "NeighbourOfAUseCase"})
    void a_cycle_of_rooms_is_seen_also_through_the_layers_package(String type) {
        assertThat(violations("rooms are free of cycles")).anyMatch(line -> line.contains(type));
    }

    private static Stream<String> violations(String name) {
        return new HouseRules(BROKEN_HOUSE).all().stream().filter(rule -> rule.name().equals(name))
                .flatMap(rule -> rule.rule().evaluate(BROKEN).getFailureReport().getDetails().stream());
    }
}
