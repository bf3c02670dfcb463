package dev.ridewire.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ridewire.events.AsyncApiPage.Node;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI page says what the code does, no more and no less. */
class AsyncApiTest {
    private static final AsyncApiPage PAGE = AsyncApiPage.read();

    static List<EventStream<? extends Message>> streams() {
        return EventStreams.all();
    }

    static List<EventStream<? extends Message>> streamsWithDeadLetters() {
        return streams().stream().filter(stream -> stream != EventStreams.LOCATIONS).toList();
    }

    @Test
    void thePageNamesEveryTopicAndNoOther() {
        assertThat(PAGE.addresses()).containsExactlyInAnyOrderElementsOf(Stream.concat(
                streams().stream().map(EventStream::topic),
                streamsWithDeadLetters().stream().map(EventStream::deadLetterTopic)).toList());
    }

    @Test
    void thePageNamesNoMessageThatNoChannelHas() {
        var used = PAGE.addresses().stream().flatMap(topic -> PAGE.messagesOf(topic).stream()).distinct();
        assertThat(PAGE.messages()).containsExactlyInAnyOrderElementsOf(used.toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aTopicsChannelNamesEveryTypeOfItsStreamAndNoOther(EventStream<? extends Message> stream) {
        assertThat(PAGE.messagesOf(stream.topic())).extracting(message -> AsyncApiPage.constant(message, "ce_type"))
                .containsExactlyElementsOf(EventType.of(stream).map(EventType::name).toList());
        assertThat(PAGE.messagesOf(stream.topic())).extracting(message -> AsyncApiPage.constant(message, "ce_source"))
                .containsOnly(stream.source());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyMessageOfATopicLinksTheSchemaThatItIsReadWith(EventStream<? extends Message> stream) {
        assertThat(PAGE.messagesOf(stream.topic())).allSatisfy(message -> assertLinks(message, stream));
    }

    @ParameterizedTest
    @MethodSource("streamsWithDeadLetters")
    void aDeadLetterLinksTheSchemaOfItsEvent(EventStream<? extends Message> stream) {
        assertThat(PAGE.messagesOf(stream.deadLetterTopic())).first().satisfies(letter -> assertLinks(letter, stream));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyMessageHasTheHeadersThatTheEnvelopeWrites(EventStream<? extends Message> stream) {
        assertThat(PAGE.messagesOf(stream.topic())).allSatisfy(message -> assertThat(PAGE.headersOf(message))
                .filteredOn(header -> !header.startsWith("ridewire_redriven_"))
                .containsExactlyInAnyOrderElementsOf(headersOfAnEvent()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamIsSentByTheServiceThatOwnsItAlone(EventStream<? extends Message> stream) {
        assertThat(PAGE.operations("send", stream.topic())).extracting(AsyncApiPage::service)
                .containsExactly(stream.source().replace("/ridewire/", ""));
    }

    @ParameterizedTest
    @MethodSource("streamsWithDeadLetters")
    void whoeverReadsAStreamInAGroupSetsAsideWhatItCannotHandle(EventStream<? extends Message> stream) {
        var inGroups = PAGE.operations("receive", stream.topic()).stream()
                .filter(operation -> operation.has("bindings"));
        assertThat(PAGE.operations("send", stream.deadLetterTopic())).extracting(AsyncApiPage::service)
                .containsExactlyInAnyOrderElementsOf(inGroups.map(AsyncApiPage::service).toList());
    }

    private static void assertLinks(Node message, EventStream<? extends Message> stream) {
        var descriptor = EventType.message(stream);
        var schema = PAGE.linkedBy(message.child("payload"));
        assertThat(schema.text("x-protobuf-message")).isEqualTo(descriptor.getFullName());
        assertThat(schema.text("schemaFormat")).isEqualTo("application/vnd.google.protobuf;version=3");
        var file = PAGE.resourceLinkedBy(schema.child("schema"));
        assertThat(file).isEqualTo("/" + descriptor.getFile().getName());
        assertThat(AsyncApiTest.class.getResource(file)).as(file).isNotNull();
    }

    private static Set<String> headersOfAnEvent() {
        var event = EventEnvelopeTest.ENVELOPE.toCloudEvent();
        Set<String> headers = Stream.concat(event.getAttributeNames().stream(), event.getExtensionNames().stream())
                .map(name -> name.equals("datacontenttype") ? "content-type" : "ce_" + name)
                .collect(Collectors.toCollection(TreeSet::new));
        headers.addAll(Set.of("traceparent", "tracestate"));
        return headers;
    }
}
