package dev.ridewire.dispatch;

import dev.ridewire.house.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> dispatchKeepsTheRulesOfTheHouse() {
        return new HouseRules("dev.ridewire.dispatch").tests();
    }
}
