package dev.ridewire.stack.run;

/** Takes what the stack has to tell people, a line at a time, from any thread. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
