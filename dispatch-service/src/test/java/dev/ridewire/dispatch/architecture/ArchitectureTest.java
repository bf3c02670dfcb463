package dev.ridewire.dispatch.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.ridewire.dispatch.domain.fixture.AskingTheClock;
import dev.ridewire.dispatch.domain.fixture.TalkingToReactor;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house rules, and the proof that they would be noticed. */
class ArchitectureTest {
    private static final String HOUSE = "dev.ridewire.dispatch";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    /** A whitelist: what is new is forbidden until somebody thinks about it. */
    private static final ArchRule DOMAIN_IS_PLAIN_JAVA = classes().that().resideInAPackage(HOUSE + ".domain..")
            .should().onlyDependOnClassesThat(resideInAnyPackage(
                    HOUSE + ".domain..", "java.lang..", "java.util..", "java.time..", "dev.ridewire.geo",
                    "org.jspecify.annotations"));

    private static final ArchRule DOMAIN_HAS_NO_CLOCK_AND_NO_CHANCE = noClasses().that()
            .resideInAPackage(HOUSE + ".domain..")
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(UUID.class, "randomUUID")
            .orShould().dependOnClassesThat().areAssignableTo(Clock.class)
            .orShould().dependOnClassesThat().areAssignableTo(Random.class);

    private static final ArchRule APPLICATION_KNOWS_PORTS_ONLY = classes().that()
            .resideInAPackage(HOUSE + ".application..")
            .should().onlyDependOnClassesThat(resideInAnyPackage(
                    HOUSE + ".domain..", HOUSE + ".application..", "java..", "reactor..", "org.reactivestreams",
                    "dev.ridewire.geo", "org.jspecify.annotations")
                    .or(resideInAPackage("dev.ridewire.events")));

    private static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER = slices()
            .matching(HOUSE + ".adapter.(*)..").should().notDependOnEachOther();

    private static final ArchRule NOTHING_KNOWS_CONFIGURATION = noClasses().that()
            .resideOutsideOfPackage(HOUSE + ".config..")
            .should().dependOnClassesThat().resideInAPackage(HOUSE + ".config..");

    private static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().that().resideInAPackage(HOUSE + "..")
            .and().haveSimpleName("package-info")
            .should().beAnnotatedWith(NullMarked.class);

    @Test
    void theDomainIsPlainJava() {
        DOMAIN_IS_PLAIN_JAVA.check(MAIN);
        DOMAIN_HAS_NO_CLOCK_AND_NO_CHANCE.check(MAIN);
    }

    @Test
    void useCasesKnowTheDomainAndTheirPorts() {
        APPLICATION_KNOWS_PORTS_ONLY.check(MAIN);
    }

    @Test
    void adaptersAreIndependent() {
        ADAPTERS_DO_NOT_KNOW_EACH_OTHER.check(MAIN);
        NOTHING_KNOWS_CONFIGURATION.check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        EVERY_PACKAGE_IS_NULL_MARKED.check(MAIN);
        var described = MAIN.stream().filter(type -> type.getSimpleName().equals("package-info"))
                .map(type -> type.getPackageName()).toList();
        var used = MAIN.stream().map(type -> type.getPackageName()).distinct().toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void aBreachWouldBeNoticed() {
        JavaClasses breaches = new ClassFileImporter().importClasses(TalkingToReactor.class, AskingTheClock.class);

        assertThatThrownBy(() -> DOMAIN_IS_PLAIN_JAVA.check(breaches)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("TalkingToReactor");
        assertThatThrownBy(() -> DOMAIN_HAS_NO_CLOCK_AND_NO_CHANCE.check(breaches)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("AskingTheClock");
    }
}
