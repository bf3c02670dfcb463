package dev.ridewire.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;

/**
 * The allowed dependencies inside a service. Where possible, a rule lists the allowed dependencies and forbids all
 * others.
 */
public final class HouseRules {
    /** Methods that read the clock, or create ids or random numbers. */
    private static final Pattern TIME_OR_CHANCE = Pattern.compile(
            "java\\.time\\.\\w+\\.now|java\\.time\\.Clock\\.(system|tick)\\w*|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)"
                    + "|java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
                    + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
                    + "|java\\.(util\\.Random|util\\.SplittableRandom|security\\.SecureRandom)\\.<init>");

    private final String root;
    private final String[] vocabulary;

    /**
     * The rules of one service.
     *
     * @param root       the package whose {@code domain}, {@code application}, {@code adapter} and {@code config} are
     *         judged
     * @param vocabulary packages of values that the domain may use beside Java's, for example {@code org.joda.money..}
     */
    public HouseRules(String root, String... vocabulary) {
        this.root = root;
        this.vocabulary = vocabulary.clone();
    }

    /** Returns one test for each rule, on all classes of the service. */
    public Stream<DynamicTest> tests() {
        JavaClasses house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root);
        JavaClasses withTests = new ClassFileImporter().importPackages(root);
        return all().stream().map(rule -> DynamicTest.dynamicTest(
                rule.name(), () -> rule.rule().check(rule.alsoOfTests() ? withTests : house)));
    }

    List<NamedRule> all() {
        return List.of(
                new NamedRule("the domain is plain Java", domainIsPlainJava(), false),
                new NamedRule("time and chance are passed in", timeAndChanceArePassedIn(), false),
                new NamedRule("the domain holds no clock", domainHoldsNoClock(), false),
                new NamedRule("the application knows no technology", applicationKnowsNoTechnology(), false),
                new NamedRule("no step goes back up", layers(), false),
                new NamedRule("adapters don't know each other", adaptersDoNotKnowEachOther(), false),
                new NamedRule("rooms are free of cycles", roomsAreFreeOfCycles(), false),
                new NamedRule("nothing knows the configuration", nothingKnowsTheConfiguration(), false),
                new NamedRule("controllers are at the web", controllersAreAtTheWeb(), false),
                new NamedRule("every package is null-marked", everyPackageIsNullMarked(), false),
                new NamedRule("fakes are written, not mocked", nothingIsMocked(), true));
    }

    private ArchRule domainIsPlainJava() {
        return classes().that().resideInAPackage(root + ".domain..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(with("java.lang..", "java.util..", "java.time..", "java.math..", "java.text..",
                        "org.jspecify.annotations..", "dev.ridewire.geo..", root + ".domain.."))
                .because("a domain that needs nothing can be read, tested and simulated by itself");
    }

    private ArchRule timeAndChanceArePassedIn() {
        return noClasses().that().resideInAnyPackage(root + ".domain..", root + ".application..")
                .should().callCodeUnitWhere(target(describe("make up time, ids or chance", HouseRules::isTimeOrChance)))
                .because("what is passed in can be tested and simulated");
    }

    private ArchRule domainHoldsNoClock() {
        return noClasses().that().resideInAPackage(root + ".domain..").should().dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("the domain is told the time, it does not ask");
    }

    private ArchRule applicationKnowsNoTechnology() {
        return classes().that().resideInAPackage(root + ".application..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(with("java..", "org.jspecify.annotations..", "org.slf4j..", "reactor..",
                        "org.reactivestreams..", "dev.ridewire.geo..", "dev.ridewire.events", root + ".domain..",
                        root + ".application.."))
                .because("use cases stay when frameworks go");
    }

    private ArchRule layers() {
        return layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("domain").definedBy(root + ".domain..")
                .layer("application").definedBy(root + ".application..")
                .layer("adapter").definedBy(root + ".adapter..")
                .layer("config").definedBy(root + ".config..")
                .whereLayer("config").mayNotBeAccessedByAnyLayer()
                .whereLayer("adapter").mayOnlyBeAccessedByLayers("config")
                .whereLayer("application").mayOnlyBeAccessedByLayers("adapter", "config");
    }

    private ArchRule adaptersDoNotKnowEachOther() {
        return slices().matching(root + ".adapter.(*)..").should().notDependOnEachOther()
                .because("only config puts them together");
    }

    private ArchRule roomsAreFreeOfCycles() {
        return slices().assignedFrom(new Rooms(root)).should().beFreeOfCycles()
                .because("a reader who understands one room needs only the rooms that it knows");
    }

    private ArchRule nothingKnowsTheConfiguration() {
        return noClasses().that().resideOutsideOfPackage(root + ".config..").should().dependOnClassesThat()
                .resideInAPackage(root + ".config..")
                .because("a class that looks its parts up cannot be given other parts");
    }

    private ArchRule controllersAreAtTheWeb() {
        return classes().that().areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .or().haveSimpleNameEndingWith("Controller")
                .should().resideInAPackage(root + ".adapter.web..").andShould().haveSimpleNameEndingWith("Controller")
                .because("who looks for an address looks there");
    }

    private ArchRule everyPackageIsNullMarked() {
        return classes().that().resideInAPackage(root + "..").should(resideInANullMarkedPackage())
                .because("NullAway looks at those packages only");
    }

    private ArchRule nothingIsMocked() {
        return noClasses().that().resideInAPackage(root + "..").should().dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "io.mockk..",
                        "org.springframework.test.context.bean.override.mockito..")
                .because("a fake that is written once behaves; a mock repeats what its test believes");
    }

    private String[] with(String... packages) {
        return Stream.concat(Arrays.stream(packages), Arrays.stream(vocabulary)).toArray(String[]::new);
    }

    private static boolean isTimeOrChance(CodeUnitCallTarget called) {
        return TIME_OR_CHANCE.matcher(called.getOwner().getFullName() + "." + called.getName()).matches();
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

    /** @param alsoOfTests whether the rule also holds for the tests of a service */
    record NamedRule(String name, ArchRule rule, boolean alsoOfTests) {}
}
