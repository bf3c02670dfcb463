package dev.ridewire.tracking.adapter.persistence.life;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows as one JSON parameter without the members that say nothing. */
final class Rows {
    /** A separate mapper: settings of the API must not change the stored documents. An older release may read them. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Rows() {}

    static Json json(List<?> rows) {
        return Json.of(JSON.writeValueAsBytes(rows));
    }

    static <T> T read(Json document, Class<T> type) {
        return JSON.readValue(document.asArray(), type);
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
