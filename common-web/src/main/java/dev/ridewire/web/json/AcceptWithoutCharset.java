package dev.ridewire.web.json;

import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Ignores the charset of an {@code Accept} header. JSON has none (RFC 8259, section 11), and an answer in any charset
 * but UTF-8 can't be written. Without this filter, the request would fail only after its command is done.
 */
final class AcceptWithoutCharset implements RequestedContentTypeResolver {
    private static final String CHARSET = "charset";

    private final RequestedContentTypeResolver header;

    AcceptWithoutCharset(RequestedContentTypeResolver header) {
        this.header = header;
    }

    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        return header.resolveMediaTypes(exchange).stream().map(AcceptWithoutCharset::withoutCharset).toList();
    }

    private static MediaType withoutCharset(MediaType type) {
        if (type.getParameter(CHARSET) == null) {
            return type;
        }
        var parameters = new LinkedHashMap<>(type.getParameters());
        parameters.keySet().removeIf(CHARSET::equalsIgnoreCase);
        return new MediaType(type, parameters);
    }
}
