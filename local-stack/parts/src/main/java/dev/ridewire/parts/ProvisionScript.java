package dev.ridewire.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@code postgres/provision.sql} without psql. It supports only the syntax of that file: statements that end a
 * line with {@code ;} or are followed by {@code \gexec}, {@code :'variables'}, and one {@code \connect} between two
 * halves.
 */
final class ProvisionScript {
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");
    private static final Pattern STATEMENT = Pattern.compile("(.*?)(;[ \\t]*$|^\\\\gexec[ \\t]*$)",
            Pattern.DOTALL | Pattern.MULTILINE);

    private final String beforeConnect;
    private final String afterConnect;

    private ProvisionScript(String beforeConnect, String afterConnect) {
        this.beforeConnect = beforeConnect;
        this.afterConnect = afterConnect;
    }

    static ProvisionScript with(Map<String, String> variables) {
        String script = VARIABLE.matcher(read().replaceAll("(?m)^--.*$", "")).replaceAll(variable -> {
            String value = Objects.requireNonNull(variables.get(variable.group(1)), variable.group(1));
            return Matcher.quoteReplacement("'" + value.replace("'", "''") + "'");
        });
        String[] halves = script.split("(?m)^\\\\connect .*$", 2);
        return new ProvisionScript(halves[0], halves[1]);
    }

    /** The first half, which runs in any database of the cluster. */
    void runInCluster(Connection anyDatabase) throws SQLException {
        run(beforeConnect, anyDatabase);
    }

    /** The second half, which runs in the service's own database. */
    void runInDatabase(Connection database) throws SQLException {
        run(afterConnect, database);
    }

    private static void run(String half, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (Matcher next = STATEMENT.matcher(half); next.find();) {
                boolean generates = next.group(2).startsWith("\\gexec");
                List<String> commands = new ArrayList<>();
                if (generates) {
                    try (ResultSet rows = statement.executeQuery(next.group(1))) {
                        while (rows.next()) {
                            commands.add(rows.getString(1));
                        }
                    }
                } else {
                    commands.add(next.group(1));
                }
                for (String command : commands) {
                    statement.execute(command);
                }
            }
        }
    }

    private static String read() {
        try (var in = ProvisionScript.class.getResourceAsStream("/postgres/provision.sql")) {
            return new String(Objects.requireNonNull(in, "provision.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PartFailedException("provision.sql can't be read: " + e.getMessage(), e);
        }
    }
}
