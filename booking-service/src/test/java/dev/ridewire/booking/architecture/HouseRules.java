package dev.ridewire.booking.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. Whitelists: what is not named is forbidden. */
final class HouseRules {
    private final String root;

    /** @param root the package whose {@code domain}, {@code application}, {@code adapter} and {@code config} are judged */
    HouseRules(String root) {
        this.root = root;
    }

    ArchRule domainIsPlainJava() {
        return classes().that().resideInAPackage(root + ".domain..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", "org.joda.money..", "dev.ridewire.geo..",
                        root + ".domain..")
                .because("a domain that needs nothing can be read, tested and simulated by itself");
    }

    ArchRule domainHasNoClock() {
        return classes().that().resideInAPackage(root + ".domain..").should(notCallForTimeOrChance())
                .because("time and randomness are passed in");
    }

    ArchRule applicationKnowsNoTechnology() {
        return classes().that().resideInAPackage(root + ".application..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", "org.joda.money..", "org.slf4j..",
                        "reactor.core.publisher..", "dev.ridewire.geo..", "dev.ridewire.events", root + ".domain..",
                        root + ".application..")
                .because("use cases stay when frameworks go");
    }

    ArchRule adaptersDoNotKnowEachOther() {
        return slices().matching(root + ".adapter.(*)..").should().notDependOnEachOther()
                .because("only config puts them together");
    }

    ArchRule nothingKnowsTheConfiguration() {
        return classes().that().resideInAPackage(root + ".config..").should().onlyBeAccessed()
                .byAnyPackage(root + ".config..")
                .because("whoever asks the configuration for parts can't be put together otherwise");
    }

    ArchRule everyPackageIsNullMarked() {
        return classes().that().resideInAPackage(root + "..").should(resideInANullMarkedPackage())
                .because("NullAway looks at those packages only");
    }

    private static ArchCondition<JavaClass> notCallForTimeOrChance() {
        return new ArchCondition<>("not ask for the time, ids or random numbers by themselves") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> switch (call.getTarget().getFullName().replaceAll("\\(.*", "")) {
                            case "java.time.Instant.now", "java.time.LocalDate.now", "java.lang.System.nanoTime",
                                    "java.lang.System.currentTimeMillis", "java.lang.Math.random",
                                    "java.util.UUID.randomUUID", "java.util.concurrent.ThreadLocalRandom.current" ->
                                true;
                            default -> false;
                        })
                        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
