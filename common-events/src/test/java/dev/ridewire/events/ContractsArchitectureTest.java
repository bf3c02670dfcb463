package dev.ridewire.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.ridewire", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsArchitectureTest {
    @ArchTest
    static final ArchRule CONTRACTS_NEED_NEITHER_SPRING_NOR_IO = classes()
            .that().resideInAnyPackage("dev.ridewire..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "java.net", "java.io", "java.nio",
                    "com.google.protobuf..",
                    "io.cloudevents..", "org.jspecify.annotations..", "dev.ridewire.events..", "dev.ridewire.geo..");

    @ArchTest
    static final ArchRule PLACES_ARE_PLAIN_JAVA = classes()
            .that().resideInAPackage("dev.ridewire.geo..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "org.jspecify.annotations..", "dev.ridewire.geo..");
}
