package dev.ridewire.service.database;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Fakes of interfaces with many methods, of which a test needs few. */
final class Fakes {
    private Fakes() {}

    /** @param answers by the name of the method; every other method answers null */
    static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
