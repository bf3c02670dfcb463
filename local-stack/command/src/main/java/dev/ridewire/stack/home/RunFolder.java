package dev.ridewire.stack.home;

import dev.ridewire.parts.ChildProcess;
import dev.ridewire.parts.PartFailedException;
import dev.ridewire.parts.Signal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder that records the running processes: the launcher with its lock, its children, and held parts. */
public final class RunFolder {
    private final Path folder;

    public RunFolder(Home home) {
        this.folder = home.run();
    }

    /** Locks the folder for this process until it ends; empty if another launcher has it. */
    public Optional<Lock> lock() {
        @Nullable
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable
            FileLock lock = channel.tryLock();
            if (lock != null) {
                ProcessIdentity.of(ProcessHandle.current(), Signal.TERM).write(launcherFile());
                return Optional.of(new Lock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PartFailedException("The folder " + folder + " can't be locked: " + e, e);
        }
    }

    /** Returns the launcher, if it runs. */
    public Optional<ProcessHandle> launcher() {
        return ProcessIdentity.read(launcherFile()).flatMap(ProcessIdentity::find);
    }

    /** Records the child process of a part. */
    public void note(Part part, ChildProcess child) {
        ProcessIdentity.of(child.handle(), child.end()).write(pidFile(part));
    }

    public void forget(Part part) {
        delete(pidFile(part));
    }

    /** Returns the part's process as last recorded. */
    public Optional<ProcessIdentity> child(Part part) {
        return ProcessIdentity.read(pidFile(part));
    }

    /** Keeps a part from restarting until it is released. */
    public void hold(Part part) {
        try {
            Files.writeString(holdFile(part), "");
        } catch (IOException e) {
            throw new PartFailedException("The file " + holdFile(part) + " can't be written: " + e, e);
        }
    }

    public void release(Part part) {
        delete(holdFile(part));
    }

    public boolean isHeld(Part part) {
        return Files.exists(holdFile(part));
    }

    private Path launcherFile() {
        return folder.resolve("launcher.pid");
    }

    private Path pidFile(Part part) {
        return folder.resolve(part.label() + ".pid");
    }

    private Path holdFile(Part part) {
        return folder.resolve(part.label() + ".held");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PartFailedException("The file " + file + " can't be deleted: " + e, e);
        }
    }

    /** The right to run a stack in the folder. The kernel releases it when the process ends. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new PartFailedException("The lock can't be given back: " + e, e);
            }
        }
    }
}
