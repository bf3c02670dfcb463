package dev.ridewire.tracking;

import dev.ridewire.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> trackingKeepsTheRulesOfTheHouse() {
        return new HouseRules("dev.ridewire.tracking").tests();
    }
}
