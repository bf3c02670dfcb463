package dev.ridewire.simulator.api;

import dev.ridewire.simulator.Tokens;
import java.util.Objects;

/** A person with a token, who may call the services. */
public final class Account {
    private final ApiClient client;
    private final Tokens tokens;
    private final String role;
    private final String name;
    private volatile String token;

    public Account(ApiClient client, Tokens tokens, String role, String name) {
        this.client = Objects.requireNonNull(client, "client");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.role = role;
        this.name = name;
        this.token = tokens.tokenFor(role, name);
    }

    public String name() {
        return name;
    }

    String token() {
        return token;
    }

    ApiClient client() {
        return client;
    }

    /** Renews an expired token once. */
    Answer<Reply> send(Call call) throws InterruptedException {
        Answer<Reply> answer = client.send(call, this::token);
        if (answer instanceof Answer.Refused<Reply>(int status, var problem, var state) && status == 401) {
            token = tokens.tokenFor(role, name);
            return client.send(call, this::token);
        }
        return answer;
    }

    <T> T read(Reply reply, Class<T> type) {
        return client.json.treeToValue(reply.body(), type);
    }
}
