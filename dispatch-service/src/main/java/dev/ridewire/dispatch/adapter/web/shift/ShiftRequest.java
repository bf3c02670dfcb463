package dev.ridewire.dispatch.adapter.web.shift;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ridewire.dispatch.application.shift.ShiftWish;
import dev.ridewire.dispatch.domain.shift.Vehicle;
import dev.ridewire.web.problem.FieldFault;
import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/drivers/me/shift}.
 *
 * @param vehicle needed to go online
 */
record ShiftRequest(@Nullable ShiftStatus status, @Nullable Car vehicle) {
    private static final int MAX_PLATE = 16;
    private static final int MAX_MODEL = 64;

    record Car(@JsonProperty("class") @Nullable String vehicleClass, @Nullable String plate, @Nullable String model) {}

    /** @throws ProblemException that names every field at fault */
    ShiftWish wish(Set<String> vehicleClasses) {
        List<FieldFault> faults = new ArrayList<>();
        if (status == null) {
            faults.add(new FieldFault("/status", "is missing (expected: ONLINE or OFFLINE)"));
        }
        if (status == ShiftStatus.OFFLINE) {
            return new ShiftWish.GoOffline();
        }
        if (vehicle == null) {
            faults.add(new FieldFault("/vehicle", "is missing"));
            throw malformed(faults);
        }
        if (vehicle.vehicleClass() == null || !vehicleClasses.contains(vehicle.vehicleClass())) {
            faults.add(new FieldFault("/vehicle/class",
                    "expected: one of " + String.join(", ", new TreeSet<>(vehicleClasses))));
        }
        String plate = text("/vehicle/plate", vehicle.plate(), MAX_PLATE, faults);
        String model = text("/vehicle/model", vehicle.model(), MAX_MODEL, faults);
        if (!faults.isEmpty() || vehicle.vehicleClass() == null) {
            throw malformed(faults);
        }
        return new ShiftWish.GoOnline(new Vehicle(vehicle.vehicleClass(), plate, model));
    }

    private static String text(String pointer, @Nullable String value, int maxLength, List<FieldFault> faults) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > maxLength || !text.codePoints().allMatch(ShiftRequest::isStorable)) {
            faults.add(new FieldFault(pointer, "expected: 1 to %d printable characters".formatted(maxLength)));
        }
        return text;
    }

    /** Half of a surrogate pair is no character: no UTF-8 can carry it to the database. */
    private static boolean isStorable(int codePoint) {
        return !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static ProblemException malformed(List<FieldFault> faults) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST, "The shift is incomplete or has wrong values.", faults, Map.of());
    }
}
