package dev.ridewire.testing.architecture.broken.config;

/** A configuration that others ask. */
public final class Settings {
    private Settings() {}

    public static int limit() {
        return 1;
    }
}
