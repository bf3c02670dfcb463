package dev.ridewire.stack.command;

import dev.ridewire.stack.home.Home;
import dev.ridewire.stack.issuer.LocalIssuer;
import dev.ridewire.stack.issuer.Role;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints a JWT of the local issuer, good for 12 hours. Services believe that issuer only if told that this is development.")
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ROLE", description = "rider, driver or dispatcher")
    private String role = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "who it is: letters, digits, dots, dashes, underscores")
    private String name = "";

    @Override
    public Integer call() {
        Home home = Surroundings.home();
        Role of = Role.of(role);
        home.prepare();
        Output.say(spec, LocalIssuer.of(home).tokenFor(of, name, Instant.now()));
        return 0;
    }
}
