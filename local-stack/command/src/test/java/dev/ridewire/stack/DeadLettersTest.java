package dev.ridewire.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ridewire.events.EventStreams;
import dev.ridewire.events.booking.ride.v1.Ride;
import dev.ridewire.events.booking.ride.v1.RideEvent;
import dev.ridewire.testing.parts.TestParts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ridewire dead-letters} on a Kafka that was not started by {@code ridewire up}. */
class DeadLettersTest {
    private static final String KAFKA = TestParts.kafka().bootstrapServers();
    private static final String TOPIC = EventStreams.RIDES.topic();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static KafkaProducer<String, byte[]> producer;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String rideId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.createTopics(List.of(
                    new NewTopic(TOPIC, Optional.of(2), Optional.empty()),
                    new NewTopic(TOPIC + ".dlt", Optional.of(2), Optional.empty()))).all().get(30, TimeUnit.SECONDS);
        }
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", KAFKA), new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close(Duration.ofSeconds(1));
    }

    @Test
    void aLetterIsListedShownRedrivenAndThenGone() throws Exception {
        String id = letter("failed", "java.lang.IllegalStateException: no such rider\nCaused by: many more lines");

        assertThat(ridewire("list", "--aggregate", rideId)).isZero();
        assertThat(out.toString()).contains(id).contains("dispatch.rides").contains("RideRequested v7 of " + rideId)
                .contains("failed").contains("    java.lang.IllegalStateException: no such rider")
                .doesNotContain("many more lines").contains("1 dead letter.")
                .contains("can't be reached from here");

        assertThat(ridewire("show", id)).isZero();
        assertThat(out.toString()).contains("letter     " + id).contains("ce_sequence: 7")
                .contains("\"rideId\":\"" + rideId + "\"").contains(TRACE).contains("at dev.ridewire.Somewhere")
                .contains("It is not settled.");

        assertThat(ridewire("redrive", id, "--by", "alice")).isZero();
        assertThat(out.toString()).contains(id + ": sent again to " + TOPIC);
        assertThat(sentAgain()).singleElement().satisfies(record -> {
            assertThat(header(record, "ce_id")).isNotNull();
            assertThat(header(record, "traceparent")).contains(TRACE);
            assertThat(header(record, "ridewire_redriven_from")).isEqualTo(id);
            assertThat(header(record, "ridewire_redriven_for")).isEqualTo("dispatch.rides");
            assertThat(record.headers()).noneMatch(header -> header.key().startsWith("ridewire_dlt_"));
        });

        assertThat(ridewire("list", "--aggregate", rideId)).isZero();
        assertThat(out.toString()).contains("No dead letters.");
        assertThat(ridewire("redrive", id)).as("it is sent already").isZero();
        assertThat(out.toString()).contains("redriven by alice").contains("--again");
        assertThat(sentAgain()).hasSize(1);
    }

    @Test
    void aDiscardedLetterIsNotSentUnlessAskedForOnceMore() throws Exception {
        String id = letter("undecodable", "poison");

        assertThat(ridewire("discard", id, "--reason", "a test", "--by", "bob")).isZero();
        assertThat(ridewire("show", id)).isZero();
        assertThat(out.toString()).contains("discarded by bob").contains(": a test");
        assertThat(ridewire("redrive", id)).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("discarded by bob");
        assertThat(sentAgain()).isEmpty();
        assertThat(ridewire("redrive", id, "--again")).isZero();
        assertThat(sentAgain()).hasSize(1);
    }

    @Test
    void allLettersOfAConsumerAreRedrivenAtOnceAndPrintedAsJson() throws Exception {
        var ids = new ArrayList<String>();
        String consumer = "consumer-" + rideId;
        for (int i = 0; i < 3; i++) {
            ids.add(letter("failed", "poison", consumer));
        }

        assertThat(ridewire("list", "--json", "--consumer", consumer)).isZero();
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"id\":\"" + TOPIC + ".dlt/"));
        assertThat(ridewire("redrive", "--all", "--consumer", consumer)).isZero();
        assertThat(sentAgain()).hasSize(3);
        assertThat(ridewire("list", "--json", "--consumer", consumer)).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsInARecordCanNotSteerTheTerminal() throws Exception {
        letter("failed", "bell \u0007 and colour \u001b[31m");

        assertThat(ridewire("list", "--aggregate", rideId)).isZero();
        assertThat(out.toString()).contains("bell \\u0007 and colour \\u001b[31m").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show ridewire.booking.ride.v1.dlt/0/999999", "redrive ridewire.booking.ride.v1.dlt/77/1",
            "redrive no.such.topic.dlt/0/0", "discard no.such.topic.dlt/0/0 --reason none"})
    void aLetterThatIsNotThereIsSaidToBeMissing(String command) {
        assertThat(ridewire(command.split(" "))).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("is not there").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fly", "redrive", "redrive --all x.dlt/0/0", "redrive --consumer me x.dlt/0/0",
            "show 42",
            "discard x.dlt/0/0", "show outbox/nobody/1"})
    void whatIsMistypedIsAUsageError(String command) {
        assertThat(ridewire(command.split(" "))).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "redrive --help"})
    void helpIsNoMistake(String command) {
        assertThat(ridewire(command.split(" "))).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains("Usage: ridewire dead-letters");
    }

    @Test
    void anEventThatKafkaRefusedNeedsADatabaseThatCanBeReached() {
        assertThat(ridewire("redrive", "outbox/booking/" + rideId)).isEqualTo(ExitCode.PART_FAILED.code());
        assertThat(err.toString()).contains("The database of booking can't be reached from here");
    }

    private int ridewire(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var line = new ArrayList<String>(List.of("dead-letters"));
        for (String argument : arguments) {
            if (!argument.isEmpty()) {
                line.add(argument);
            }
        }
        if (arguments.length > 1 || line.contains("list")) {
            line.addAll(List.of("--kafka", KAFKA));
        }
        return Ridewire.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private String letter(String reason, String exception) throws Exception {
        return letter(reason, exception, "dispatch.rides");
    }

    private String letter(String reason, String exception, String consumer) throws Exception {
        var message = RideEvent.newBuilder().setRide(Ride.newBuilder().setRideId(rideId).setVersion(7)).build();
        var letter = new ProducerRecord<>(TOPIC + ".dlt", rideId, message.toByteArray());
        Map.ofEntries(Map.entry("ce_id", UUID.randomUUID().toString()),
                Map.entry("ce_type", EventStreams.RIDES.typeOf("RideRequested")), Map.entry("ce_subject", rideId),
                Map.entry("ce_sequence", "7"), Map.entry("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"),
                Map.entry("ridewire_dlt_reason", reason), Map.entry("ridewire_dlt_exception", exception),
                Map.entry("ridewire_dlt_stack", exception + "\n\tat dev.ridewire.Somewhere"),
                Map.entry("ridewire_dlt_consumer", consumer), Map.entry("ridewire_dlt_topic", TOPIC),
                Map.entry("ridewire_dlt_partition", "0"), Map.entry("ridewire_dlt_offset", "0"),
                Map.entry("ridewire_dlt_round", "1"))
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var place = producer.send(letter).get(30, TimeUnit.SECONDS);
        return place.topic() + "/" + place.partition() + "/" + place.offset();
    }

    /** Reads the records of the topic about this ride. */
    private List<ConsumerRecord<String, byte[]>> sentAgain() {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", KAFKA), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (rideId.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
