package dev.ridewire.booking;

import dev.ridewire.testing.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> bookingKeepsTheRulesOfTheHouse() {
        return new HouseRules("dev.ridewire.booking", "org.joda.money..").tests();
    }
}
