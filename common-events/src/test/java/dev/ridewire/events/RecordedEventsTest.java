package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event that was ever written to a topic stays readable: each type has recordings of events as they were once
 * encoded, and beside each the same event as JSON. Recordings are only ever added: with {@code -Dcontracts.record} each
 * type that has none, or a field that no recording shows, gets one.
 */
class RecordedEventsTest {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");
    private static final String HOW_TO_RECORD = "mvn -B -pl common-events test -Dtest=RecordedEventsTest -Dcontracts.record";

    @BeforeAll
    static void recordWhatIsMissing() throws IOException {
        if (Boolean.getBoolean("contracts.record")) {
            for (EventType type : EventType.all()) {
                if (!missing(type).isEmpty()) {
                    record(type);
                }
            }
        }
    }

    static List<EventType> types() {
        return EventType.all();
    }

    static List<Path> recordings() throws IOException {
        try (var files = Files.walk(RECORDED)) {
            return files.filter(file -> file.toString().endsWith(".binpb")).map(RECORDED::relativize).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyFieldOfATypeWasRecorded(EventType type) throws IOException {
        assertThat(missing(type)).as("fields of %s that no recording shows (to add one: %s)", type, HOW_TO_RECORD)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordedEventIsReadAsItWasMeant(Path recording) throws IOException {
        var type = typeOf(recording);
        var read = decode(type, recording);
        var meant = read.newBuilderForType();
        JsonFormat.parser().merge(Files.readString(twinOf(recording)), meant);

        assertThat(read).isEqualTo(meant.build());
        assertThat(type.fact() == null || read.hasField(type.fact())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordedEventIsWrittenAsItWas(Path recording) throws IOException {
        assertThat(decode(typeOf(recording), recording).toByteString()).isEqualTo(bytesOf(recording));
    }

    private static EventType typeOf(Path recording) {
        var name = recording.getName(0).toString();
        return EventType.all().stream().filter(type -> type.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " was released and is now no type of any stream"));
    }

    private static Message decode(EventType type, Path recording) throws IOException {
        return type.stream().parse(bytesOf(recording));
    }

    private static ByteString bytesOf(Path recording) throws IOException {
        return ByteString.copyFrom(Files.readAllBytes(RECORDED.resolve(recording)));
    }

    private static Path twinOf(Path recording) {
        return RECORDED.resolve(recording.toString().replace(".binpb", ".json"));
    }

    private static TreeSet<String> missing(EventType type) throws IOException {
        var missing = type.fieldPaths().collect(Collectors.toCollection(TreeSet::new));
        for (Path recording : recordingsOf(type)) {
            Filled.pathsSetIn("", decode(type, recording)).forEach(missing::remove);
        }
        return missing;
    }

    private static List<Path> recordingsOf(EventType type) throws IOException {
        return recordings().stream().filter(recording -> recording.startsWith(type.name())).toList();
    }

    private static void record(EventType type) throws IOException {
        var directory = Files.createDirectories(RECORDED.resolve(type.name()));
        var name = Integer.toString(recordingsOf(type).size() + 1);
        var event = type.filled();
        Files.write(Files.createFile(directory.resolve(name + ".binpb")), event.toByteArray());
        Files.writeString(Files.createFile(directory.resolve(name + ".json")),
                JsonFormat.printer().print(event) + "\n");
    }
}
