package dev.ridewire.booking.adapter.persistence;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ridewire.service.database.TracedDatabaseClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.r2dbc.core.DatabaseClient;

/** The places in the code that issue statements, and which of them have issued one. */
final class Statements implements BeanPostProcessor {
    private static final String HOUSE = "dev.ridewire.";
    private final Queue<Issued> issued = new ConcurrentLinkedQueue<>();
    private final Map<Place, String> names;

    Statements() {
        names = places().collect(Collectors.toMap(Statements::placeOf, Statements::nameOf));
    }

    /** A line of code. */
    private record Place(String type, int line) {}

    /** A statement that a place has issued. @param place {@code Class.method} */
    record Issued(String place, String sql) {
        private static final String PARAMETER = "(?<!:):\\w+|\\$\\d+";

        /** As traces and the server's log name it. */
        boolean saysWhatItIsFor() {
            return !TracedDatabaseClient.purposeOf(sql).equals(TracedDatabaseClient.purposeOf(""));
        }

        /** Reports whether the server speaks of this one. */
        boolean isIn(Plan plan) {
            return sql.replaceAll(PARAMETER, "?").equals(plan.query().replaceAll(PARAMETER, "?"));
        }
    }

    /**
     * Returns all places of the service and its infrastructure that issue a statement by R2DBC: a method twice if it
     * issues two.
     */
    List<String> all() {
        return List.copyOf(names.values());
    }

    /** All classes that issue statements by JDBC. */
    static Set<String> classesThatUseJdbc() {
        return calls().filter(call -> call.getTargetOwner().isAssignableTo(Statement.class)
                || call.getTargetOwner().isAssignableTo(Connection.class))
                .filter(call -> call.getName().startsWith("prepare") || call.getName().startsWith("execute"))
                .map(call -> topLevel(call.getOriginOwner().getName())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what was issued since this was last asked. */
    List<Issued> take() {
        var taken = List.copyOf(issued);
        issued.clear();
        return taken;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DatabaseClient database ? listeningTo(database) : bean;
    }

    private DatabaseClient listeningTo(DatabaseClient database) {
        return (DatabaseClient) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{DatabaseClient.class}, (_, method, arguments) -> {
                    if (method.getName().equals("sql") && arguments[0] instanceof String sql) {
                        issuer().ifPresent(place -> issued.add(new Issued(names.getOrDefault(place, place.toString()),
                                sql)));
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Optional<Place> issuer() {
        return StackWalker.getInstance().walk(frames -> frames
                .filter(frame -> frame.getClassName().startsWith(HOUSE)
                        && !frame.getClassName().startsWith(Statements.class.getName()))
                .map(frame -> new Place(frame.getClassName(), frame.getLineNumber()))
                .findFirst());
    }

    private static Stream<JavaMethodCall> places() {
        return calls().filter(call -> call.getTargetOwner().isEquivalentTo(DatabaseClient.class)
                && call.getName().equals("sql") && !call.getOriginOwner().isAssignableTo(DatabaseClient.class));
    }

    private static Stream<JavaMethodCall> calls() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.ridewire.booking", "dev.ridewire.messaging", "dev.ridewire.service").stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream());
    }

    private static Place placeOf(JavaMethodCall call) {
        return new Place(call.getOriginOwner().getName(), call.getLineNumber());
    }

    private static String nameOf(JavaMethodCall call) {
        return call.getOriginOwner().getSimpleName() + "." + call.getOrigin().getName();
    }

    private static String topLevel(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }
}
