package dev.ridewire.tracking.adapter.persistence;

import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Rows as one JSON parameter, so that a statement's text stays the same however many there are. */
final class Documents {
    /** Its own mapper: what is stored must not change with how the API writes. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    static Json rows(List<?> rows) {
        return Json.of(JSON.writeValueAsBytes(rows));
    }

    static <T> T read(Json document, Class<T> type) {
        return JSON.readValue(document.asArray(), type);
    }
}
