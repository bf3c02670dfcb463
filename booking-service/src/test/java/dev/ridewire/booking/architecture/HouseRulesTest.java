package dev.ridewire.booking.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final String HOUSE = "dev.ridewire.booking";
    private static final String BROKEN_HOUSE = "dev.ridewire.booking.architecture.broken";
    private static final JavaClasses BOOKING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(HOUSE);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_HOUSE);

    @ParameterizedTest
    @MethodSource("rules")
    void bookingKeepsTheRule(Function<HouseRules, ArchRule> rule) {
        rule.apply(new HouseRules(HOUSE)).check(BOOKING);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aHouseThatBreaksTheRuleIsSeen(Function<HouseRules, ArchRule> rule) {
        assertThat(rule.apply(new HouseRules(BROKEN_HOUSE)).evaluate(BROKEN).hasViolation()).isTrue();
    }

    static Stream<Named<Function<HouseRules, ArchRule>>> rules() {
        return Stream.of(
                Named.of("the domain is plain Java", HouseRules::domainIsPlainJava),
                Named.of("the domain has no clock", HouseRules::domainHasNoClock),
                Named.of("the application knows no technology", HouseRules::applicationKnowsNoTechnology),
                Named.of("adapters don't know each other", HouseRules::adaptersDoNotKnowEachOther),
                Named.of("nothing knows the configuration", HouseRules::nothingKnowsTheConfiguration),
                Named.of("every package is null-marked", HouseRules::everyPackageIsNullMarked));
    }
}
