package dev.ridewire.tracking;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.ridewire.tracking.architecture.domain.Wrong;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The house's rules, each seen to fail on a class that breaks it. */
class ArchitectureTest {
    private static final JavaClasses TRACKING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.ridewire.tracking");
    private static final JavaClasses WRONG = new ClassFileImporter().importClasses(Wrong.class);

    private static final ArchRule DOMAIN_IS_PLAIN_JAVA = classes().that().resideInAPackage("..domain..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.ridewire.geo", "dev.ridewire.tracking.domain..");
    private static final ArchRule DOMAIN_HAS_NO_CLOCK = noClasses().that().resideInAPackage("..domain..")
            .should().callMethod(java.time.Instant.class, "now").orShould().dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould().callMethod(Math.class, "random").orShould().dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class);
    private static final ArchRule LAYERS = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("domain").definedBy("dev.ridewire.tracking.domain..")
            .layer("application").definedBy("dev.ridewire.tracking.application..")
            .layer("web").definedBy("dev.ridewire.tracking.adapter.web..")
            .layer("persistence").definedBy("dev.ridewire.tracking.adapter.persistence..")
            .layer("messaging").definedBy("dev.ridewire.tracking.adapter.messaging..")
            .layer("config").definedBy("dev.ridewire.tracking.config..")
            .whereLayer("config").mayNotBeAccessedByAnyLayer()
            .whereLayer("web").mayOnlyBeAccessedByLayers("config")
            .whereLayer("persistence").mayOnlyBeAccessedByLayers("config")
            .whereLayer("messaging").mayOnlyBeAccessedByLayers("config", "persistence")
            .whereLayer("application").mayOnlyBeAccessedByLayers("web", "persistence", "messaging", "config");
    private static final ArchRule USE_CASES_KNOW_NO_FRAMEWORK = noClasses().that()
            .resideInAPackage("dev.ridewire.tracking.application..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "com.google.protobuf..",
                    "dev.ridewire.events.booking..", "dev.ridewire.events.tracking..", "io.r2dbc..");

    @Test
    void theDomainIsPlainJava() {
        DOMAIN_IS_PLAIN_JAVA.check(TRACKING);
        assertThat(DOMAIN_IS_PLAIN_JAVA.evaluate(WRONG).hasViolation()).isTrue();
    }

    @Test
    void theDomainIsToldTheTime() {
        DOMAIN_HAS_NO_CLOCK.check(TRACKING);
        assertThat(DOMAIN_HAS_NO_CLOCK.evaluate(WRONG).hasViolation()).isTrue();
    }

    @Test
    void noStepGoesBackUp() {
        LAYERS.check(TRACKING);
    }

    @Test
    void useCasesKnowNoFrameworkAndNoContract() {
        USE_CASES_KNOW_NO_FRAMEWORK.check(TRACKING);
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(TRACKING.that(resideInAPackage("..domain.."))).hasSizeGreaterThan(5);
    }
}
