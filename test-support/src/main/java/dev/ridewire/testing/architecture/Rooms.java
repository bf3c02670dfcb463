package dev.ridewire.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rooms of a service: the packages directly below a layer, with their subpackages. The classes in the layer's own
 * package are a room too, so that no cycle leads through them.
 */
final class Rooms implements SliceAssignment {
    private static final String LAYER = "(domain|application|adapter\\.\\w+|config)";
    private final Pattern room;

    Rooms(String root) {
        this.room = Pattern.compile(Pattern.quote(root) + "\\." + LAYER + "(?:\\.(\\w+))?(?:\\..*)?");
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        Matcher matcher = room.matcher(type.getPackageName());
        if (!matcher.matches()) {
            return SliceIdentifier.ignore();
        }
        String name = matcher.group(2);
        return SliceIdentifier.of(matcher.group(1), name == null ? "the layer's own package" : name);
    }

    @Override
    public String getDescription() {
        return "rooms of each layer";
    }
}
