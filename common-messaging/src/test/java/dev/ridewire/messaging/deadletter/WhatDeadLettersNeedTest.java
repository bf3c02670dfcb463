package dev.ridewire.messaging.deadletter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The {@code ridewire} command takes this package alone, without Spring and all else that the module brings. */
@AnalyzeClasses(packages = "dev.ridewire.messaging.deadletter", importOptions = ImportOption.DoNotIncludeTests.class)
class WhatDeadLettersNeedTest {
    @ArchTest
    static final ArchRule NOTHING_BUT_KAFKAS_CLIENT_AND_JDBC = classes()
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.apache.kafka..", "org.jspecify..", "dev.ridewire.messaging.deadletter");
}
