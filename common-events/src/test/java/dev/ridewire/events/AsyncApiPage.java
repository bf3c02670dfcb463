package dev.ridewire.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The AsyncAPI page as it is in the jar. */
record AsyncApiPage(Node root) {
    private static final String RESOURCE = "/ridewire/asyncapi.yaml";

    static AsyncApiPage read() {
        try (InputStream page = Objects.requireNonNull(AsyncApiPage.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new AsyncApiPage(new Node(new Yaml().load(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics of all channels. */
    List<String> addresses() {
        return channels().stream().map(channel -> channel.text("address")).toList();
    }

    /** Returns the messages of a topic's channel, in the page's order. */
    List<Node> messagesOf(String topic) {
        return channel(topic).child("messages").children().stream().map(this::linkedBy).toList();
    }

    /** A message's own headers and those of its traits. */
    Set<String> headersOf(Node message) {
        return Stream.concat(Stream.of(message), message.list("traits").stream().map(this::linkedBy))
                .filter(part -> part.has("headers"))
                .flatMap(part -> part.child("headers").child("properties").keys().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the services that send to a topic or receive from it. */
    List<Node> operations(String action, String topic) {
        return root.child("operations").children().stream()
                .filter(operation -> operation.text("action").equals(action))
                .filter(operation -> linkedBy(operation.child("channel")).equals(channel(topic)))
                .toList();
    }

    Collection<Node> messages() {
        return root.child("components").child("messages").children();
    }

    /** Returns the target of a link within the page. */
    Node linkedBy(Node reference) {
        var found = root;
        for (String step : reference.text("$ref").substring("#/".length()).split("/", -1)) {
            found = found.child(step);
        }
        return found;
    }

    /** The resource that a link out of the page leads to. */
    String resourceLinkedBy(Node reference) {
        return URI.create(RESOURCE).resolve(reference.text("$ref")).toString();
    }

    /** The value that a message's header always has. */
    static String constant(Node message, String header) {
        return message.child("headers").child("properties").child(header).text("const");
    }

    /** The service whose operation it is. */
    static String service(Node operation) {
        return operation.list("tags").getFirst().text("name");
    }

    private Node channel(String topic) {
        return channels().stream().filter(channel -> channel.text("address").equals(topic)).findFirst().orElseThrow();
    }

    private Collection<Node> channels() {
        return root.child("channels").children();
    }

    /** An object of the page. */
    record Node(Map<String, Object> values) {
        boolean has(String key) {
            return values.containsKey(key);
        }

        Set<String> keys() {
            return values.keySet();
        }

        String text(String key) {
            return (String) get(key);
        }

        Node child(String key) {
            return node(get(key));
        }

        List<Node> children() {
            return values.values().stream().map(Node::node).toList();
        }

        List<Node> list(String key) {
            return ((List<?>) get(key)).stream().map(Node::node).toList();
        }

        private Object get(String key) {
            return Objects.requireNonNull(values.get(key), () -> key + " is missing in " + values);
        }

        @SuppressWarnings("unchecked")
        private static Node node(Object value) {
            return new Node((Map<String, Object>) value);
        }
    }
}
