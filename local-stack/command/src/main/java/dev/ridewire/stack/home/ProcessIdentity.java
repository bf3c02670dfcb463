package dev.ridewire.stack.home;

import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A process that can't be mistaken for a later one with the same number.
 *
 * @param pid     its number, which the kernel gives to others once it is gone
 * @param started when it started
 * @param end     what it ends with
 */
public record ProcessIdentity(long pid, Instant started, Signal end) {
    /**
     * The kernel counts from the boot time, which corrections of the clock change. A process id is not reused this
     * soon.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public ProcessIdentity {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(end, "end");
    }

    public static ProcessIdentity of(ProcessHandle process, Signal end) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElseGet(Instant::now), end);
    }

    /** Returns the process, if it is still the same one. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant()
                        .filter(start -> Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0)
                        .isPresent());
    }

    /** Writes it to a file, completely or not at all. */
    public void write(Path file) {
        try {
            Path whole = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            Files.writeString(whole, pid + " " + started.toEpochMilli() + " " + end + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PartFailedException("The process id can't be written to " + file + ": " + e, e);
        }
    }

    /** Reads the file of {@link #write}; empty if it is missing or has another content. */
    public static Optional<ProcessIdentity> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new ProcessIdentity(
                    Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1])),
                    Signal.valueOf(words[2])));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
