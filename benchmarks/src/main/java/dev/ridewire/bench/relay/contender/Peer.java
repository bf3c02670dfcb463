package dev.ridewire.bench.relay.contender;

import dev.ridewire.bench.Checkout;
import dev.ridewire.bench.relay.Contender;
import dev.ridewire.bench.relay.Place;
import dev.ridewire.bench.relay.Recorder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A library that runs in the application that records events, which is in the module {@code peers}. That application
 * has a separate class path, because such libraries configure themselves if they are found.
 */
public final class Peer implements Contender {
    private static final byte[] SEQUENCE = "\"sequence\":".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final String description;
    private final String className;
    private @Nullable Application application;

    /** The library's side of {@link Contender} in the relay's JVM. It has a public constructor without parameters. */
    public interface Application {
        /** See {@link Contender#start}. */
        AutoCloseable start(Place place) throws Exception;

        /**
         * See {@link Contender#recorder}. It is also called while the relay is stopped; recorded events then wait for
         * the next start.
         */
        Recorder recorder(Place place) throws Exception;
    }

    /** @param className the class of its {@link Application} */
    public Peer(String name, String description, String className) {
        this.name = name;
        this.description = description;
        this.className = className;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    /** Nothing to prepare: the application creates the library's tables, because it has the library's script. */
    @Override
    public void prepare(Place place) {}

    @Override
    public AutoCloseable start(Place place) throws Exception {
        return application().start(place);
    }

    @Override
    public Recorder recorder(Place place) throws Exception {
        return application().recorder(place);
    }

    @Override
    public boolean recordsInRelay() {
        return true;
    }

    /**
     * Reads the property of that name in the event's JSON. The property comes first; parsing two kilobytes would slow
     * the consumer down.
     */
    @Override
    public long sequenceOf(ConsumerRecord<byte[], byte[]> event) {
        byte[] json = event.value();
        int digit = after(SEQUENCE, json);
        long sequence = 0;
        for (; json[digit] >= '0' && json[digit] <= '9'; digit++) {
            sequence = sequence * 10 + json[digit] - '0';
        }
        return sequence;
    }

    @Override
    public String classPath() {
        return Checkout.classPathOf("peers", name + ".classpath");
    }

    private synchronized Application application() throws ReflectiveOperationException {
        var known = application;
        if (known == null) {
            known = Class.forName(className).asSubclass(Application.class).getConstructor().newInstance();
            application = known;
        }
        return known;
    }

    private static int after(byte[] word, byte[] text) {
        for (int begin = 0; begin <= text.length - word.length; begin++) {
            int same = 0;
            while (same < word.length && text[begin + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return begin + same;
            }
        }
        throw new IllegalArgumentException("event: no sequence in %d bytes".formatted(text.length));
    }
}
