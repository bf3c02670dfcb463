package dev.ridewire.web.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Removes the media types that an {@code Accept} header refuses with {@code q=0}, because Spring reads that as a very
 * low preference. Spring can't exclude a type from a range. So a range that includes a refused type is replaced by the
 * other types that the service offers. The most specific range of a type decides (RFC 9110, section 12.5.1).
 */
final class AcceptWithoutRefused implements RequestedContentTypeResolver {
    private final RequestedContentTypeResolver header;
    private final Supplier<Collection<MediaType>> offered;

    /** @param offered all types that the service can answer with, the most usual first */
    AcceptWithoutRefused(RequestedContentTypeResolver header, Supplier<Collection<MediaType>> offered) {
        this.header = header;
        this.offered = offered;
    }

    /** Returns no type at all if the header refuses whatever it names. */
    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        List<MediaType> ranges = header.resolveMediaTypes(exchange);
        return ranges.stream().anyMatch(AcceptWithoutRefused::isRefusal) ? withoutRefused(ranges) : ranges;
    }

    private List<MediaType> withoutRefused(List<MediaType> all) {
        List<MediaType> ranges = all.stream().filter(range -> !isRefusal(range) || isWithoutParameters(range)).toList();
        List<MediaType> accepted = new ArrayList<>();
        for (MediaType range : ranges) {
            if (isRefusal(range)) {
                continue;
            }
            List<MediaType> included = offered.get().stream().filter(range::includes).toList();
            List<MediaType> left = included.stream().filter(type -> !isRefused(type, ranges)).toList();
            if (left.size() == included.size()) {
                accepted.add(range);
            } else {
                left.forEach(type -> accepted.add(type.copyQualityValue(range)));
            }
        }
        return accepted;
    }

    /** Reports whether the most specific ranges of a type have the quality 0. */
    private static boolean isRefused(MediaType type, List<MediaType> ranges) {
        List<MediaType> including = ranges.stream().filter(range -> range.includes(type)).toList();
        int most = including.stream().mapToInt(AcceptWithoutRefused::specificityOf).max().orElse(0);
        return including.stream().filter(range -> specificityOf(range) == most)
                .allMatch(AcceptWithoutRefused::isRefusal);
    }

    private static boolean isRefusal(MediaType range) {
        return range.getQualityValue() == 0;
    }

    /** A refusal of {@code application/json;v=2} does not refuse JSON. */
    private static boolean isWithoutParameters(MediaType refusal) {
        return refusal.getParameters().size() == 1;
    }

    private static int specificityOf(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        if (range.isWildcardSubtype()) {
            return range.getSubtypeSuffix() == null ? 1 : 2;
        }
        return 3;
    }
}
