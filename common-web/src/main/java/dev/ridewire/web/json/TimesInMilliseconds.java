package dev.ridewire.web.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes every time with three digits after the second, {@code 2026-11-21T10:00:05.120Z}: many clients' parsers accept
 * times with a fraction or without, but not a mixture. Finer digits are cut off.
 */
final class TimesInMilliseconds extends SimpleModule {
    TimesInMilliseconds() {
        super("times-in-milliseconds");
        addSerializer(Instant.class, new Writer());
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        private static final DateTimeFormatter FORM = DateTimeFormatter
                .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT).withZone(ZoneOffset.UTC);

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
            json.writeString(FORM.format(time));
        }
    }
}
