package dev.ridewire.stack.run;

import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.home.Installation;
import dev.ridewire.stack.home.Part;
import dev.ridewire.stack.home.StackPorts;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The description of a stack to run.
 *
 * @param home         its folder
 * @param installation the built jars
 * @param parts        the parts to run
 * @param fresh        whether to delete all data first
 * @param overrides    environment variables for every service, in addition to the stack's own; tests shorten waits with
 *                     them
 */
public record StackSettings(
        Home home,
        Installation installation,
        StackPorts ports,
        Set<Part> parts,
        boolean fresh,
        Map<String, String> overrides) {
    public StackSettings {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(ports, "ports");
        parts = Set.copyOf(parts);
        overrides = Map.copyOf(overrides);
    }
}
