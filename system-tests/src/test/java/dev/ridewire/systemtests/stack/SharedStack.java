package dev.ridewire.systemtests.stack;

import dev.ridewire.parts.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** An extension that hands the one running stack of this JVM to each test class that asks for it. */
final class SharedStack implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

    /** The stack with its folder, closed by JUnit after the last test class. */
    private record Started(StackUnderTest stack, Path folder) implements AutoCloseable {
        static Started inNewFolder() {
            try {
                Path folder = Files.createTempDirectory("ridewire-stack");
                return new Started(StackUnderTest.start(folder), folder);
            } catch (IOException e) {
                throw new UncheckedIOException("a folder for the stack can't be created", e);
            }
        }

        @Override
        public void close() throws IOException {
            stack.close();
            Folders.delete(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StackUnderTest.class;
    }

    @Override
    public StackUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .computeIfAbsent(Started.class, key -> Started.inNewFolder(), Started.class).stack();
    }
}
