package dev.ridewire.tracking.adapter.persistence;

import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Rows as one JSON parameter, so that a statement has the same text for any number of rows. */
final class Documents {
    /** A separate mapper: settings of the API must not change the stored documents. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    static Json rows(List<?> rows) {
        return Json.of(JSON.writeValueAsBytes(rows));
    }

    static <T> T read(Json document, Class<T> type) {
        return JSON.readValue(document.asArray(), type);
    }
}
