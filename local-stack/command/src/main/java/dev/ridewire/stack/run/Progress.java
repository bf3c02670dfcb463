package dev.ridewire.stack.run;

/** A receiver of messages for people, a line at a time, from any thread. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
