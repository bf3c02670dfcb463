package dev.ridewire.testing.architecture.broken.adapter.persistence;

import java.util.List;
import org.mockito.Mockito;

/** A forbidden test double: a mock instead of a written fake. */
final class MockedTable {
    List<?> rows() {
        return Mockito.mock(List.class);
    }
}
