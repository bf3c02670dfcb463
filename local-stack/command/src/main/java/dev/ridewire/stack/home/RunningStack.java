package dev.ridewire.stack.home;

import dev.ridewire.parts.PartFailedException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The facts about a ready stack that other commands need.
 *
 * @param ports the ports on which it listens
 * @param parts the parts that it runs
 * @param since the time at which it was ready
 */
public record RunningStack(StackPorts ports, Set<Part> parts, Instant since) {
    private static final String FILE = "stack.properties";

    public RunningStack {
        parts = Set.copyOf(parts);
    }

    /** Returns the line that says that it is ready, with the addresses of its parts. */
    public String readyLine() {
        var words = new LinkedHashSet<String>();
        for (Part part : EnumSet.of(Part.BOOKING, Part.DISPATCH, Part.TRACKING)) {
            if (parts.contains(part)) {
                words.add(part.label() + "=" + ports.address(part));
            }
        }
        if (parts.contains(Part.ZIPKIN)) {
            words.add("traces=" + ports.address(Part.ZIPKIN));
        }
        return ("ready " + String.join(" ", words)).strip();
    }

    public void write(Home home) {
        var properties = new Properties();
        for (var port : StackPorts.class.getRecordComponents()) {
            try {
                properties.setProperty("port." + port.getName(), port.getAccessor().invoke(ports).toString());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        properties.setProperty("parts", parts.stream().sorted().map(Part::label).collect(Collectors.joining(",")));
        properties.setProperty("since", since.toString());
        try {
            Path whole = Files.createTempFile(home.run(), FILE, ".new");
            try (var out = Files.newBufferedWriter(whole)) {
                properties.store(out, null);
            }
            Files.move(whole, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PartFailedException("The file " + file(home) + " can't be written: " + e, e);
        }
    }

    /** Returns the stack of this home, if its launcher runs and has been ready. */
    public static Optional<RunningStack> find(Home home) {
        if (new RunFolder(home).launcher().isEmpty()) {
            return Optional.empty();
        }
        try (Reader in = Files.newBufferedReader(file(home))) {
            var properties = new Properties();
            properties.load(in);
            return Optional.of(read(properties));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PartFailedException("The file " + file(home) + " can't be read: " + e, e);
        }
    }

    public static void forget(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new PartFailedException("The file " + file(home) + " can't be deleted: " + e, e);
        }
    }

    private static RunningStack read(Properties properties) {
        Object[] ports = Arrays.stream(StackPorts.class.getRecordComponents())
                .map(port -> (Object) Integer.valueOf(properties.getProperty("port." + port.getName())))
                .toArray();
        try {
            return new RunningStack(
                    (StackPorts) StackPorts.class.getDeclaredConstructors()[0].newInstance(ports),
                    Arrays.stream(properties.getProperty("parts").split(",")).map(Part::of).collect(Collectors.toSet()),
                    Instant.parse(properties.getProperty("since")));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(Home home) {
        return home.run().resolve(FILE);
    }
}
