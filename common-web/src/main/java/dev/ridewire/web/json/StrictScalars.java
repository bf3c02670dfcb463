package dev.ridewire.web.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses what no setting of the mapper refuses: the strings "NaN" and "Infinity" as numbers, 1e999, and numbers as
 * times.
 */
final class StrictScalars extends SimpleModule {
    StrictScalars() {
        super("strict-scalars");
        addDeserializer(Double.class, new FiniteDouble(Double.class));
        addDeserializer(double.class, new FiniteDouble(double.class));
        addDeserializer(Instant.class, new IsoInstant());
    }

    private static final class FiniteDouble extends StdScalarDeserializer<Double> {
        FiniteDouble(Class<Double> type) {
            super(type);
        }

        /**
         * Null or absent for a {@code double} of the record: without this check, the error would name the record
         * instead of the member.
         */
        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return handledType().isPrimitive()
                    ? context.handleUnexpectedToken(
                            getValueType(context), JsonToken.VALUE_NULL, context.getParser(), "expected: a number")
                    : null;
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(getValueType(context), parser);
            }
            double value = parser.getDoubleValue();
            if (!Double.isFinite(value)) {
                return (Double) context.handleWeirdNumberValue(handledType(), value, "expected: a finite number");
            }
            return value;
        }
    }

    private static final class IsoInstant extends StdScalarDeserializer<Instant> {
        IsoInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
            }
            try {
                return OffsetDateTime.parse(parser.getString()).toInstant();
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, parser.getString(), "expected: a time such as 2026-11-21T10:00:00Z");
            }
        }
    }
}
