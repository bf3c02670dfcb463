package dev.ridewire.messaging.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class RelayRoomsTest {
    private static final String RELAY = RelayRoomsTest.class.getPackageName();
    private static final JavaClasses MESSAGING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.ridewire.messaging");

    @Test
    void theRoomsOfTheRelayAreFreeOfCycles() {
        slices().assignedFrom(new Rooms()).should().beFreeOfCycles().check(MESSAGING);
    }

    @Test
    void nobodyElseLooksBehindTheSupervisor() {
        noClasses().that().resideOutsideOfPackage(RELAY + "..").should().dependOnClassesThat()
                .resideInAnyPackage(RELAY + ".slot", RELAY + ".publish", RELAY + ".wal").check(MESSAGING);
    }

    /** The packages below the relay's own, and that one as a room too. */
    private static final class Rooms implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(RELAY)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms of the relay";
        }
    }
}
