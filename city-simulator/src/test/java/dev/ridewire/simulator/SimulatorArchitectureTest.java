package dev.ridewire.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ridewire.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class SimulatorArchitectureTest {
    @ArchTest
    static final ArchRule botsKnowTheServicesByTheirPublicApiOnly = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "tools.jackson..", "org.jspecify..", "dev.ridewire.geo",
                    "dev.ridewire.simulator..");

    @ArchTest
    static final ArchRule theCityIsTheGroundAndKnowsNobody = classes().that()
            .resideInAPackage("dev.ridewire.simulator.city").should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.ridewire.geo", "dev.ridewire.simulator.city");
}
