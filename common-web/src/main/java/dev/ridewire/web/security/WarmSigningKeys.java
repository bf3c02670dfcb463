package dev.ridewire.web.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Fetches the keys once the application has started. The fetch ends with the application at the latest. */
final class WarmSigningKeys implements ApplicationListener<ApplicationStartedEvent>, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(WarmSigningKeys.class);

    private final SigningKeys keys;
    private final Disposable.Swap fetch = Disposables.swap();

    WarmSigningKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent started) {
        if (keys instanceof RemoteSigningKeys remote) {
            fetch.update(remote.warm().subscribe(
                    nothing -> {},
                    error -> log.atWarn().addKeyValue("cause", error.getClass().getSimpleName())
                            .log("signing keys could not be fetched: the first request retries")));
        }
    }

    @Override
    public void destroy() {
        fetch.dispose();
    }
}
