package dev.ridewire.dispatch;

import dev.ridewire.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> dispatchKeepsTheRulesOfTheHouse() {
        return new HouseRules("dev.ridewire.dispatch").tests();
    }
}
