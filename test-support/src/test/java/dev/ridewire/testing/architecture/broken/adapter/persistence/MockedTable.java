package dev.ridewire.testing.architecture.broken.adapter.persistence;

import java.util.List;
import org.mockito.Mockito;

/** What nobody may write: a double that is not written. */
final class MockedTable {
    List<?> rows() {
        return Mockito.mock(List.class);
    }
}
