package dev.ridewire.web.json;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Makes the JSON mapper strict about types and uniform about times, and bounds the size of a body. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class JsonAutoConfiguration {
    /** A report of a hundred positions takes a fifth of this. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    @Bean
    JsonMapperBuilderCustomizer strictTypes() {
        return JsonAutoConfiguration::makeStrict;
    }

    @Bean
    JsonMapperBuilderCustomizer timesInMilliseconds() {
        return mapper -> mapper.addModule(new TimesInMilliseconds());
    }

    @Bean
    WebFluxConfigurer boundedBodies() {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().maxInMemorySize(MAX_BODY_BYTES);
            }
        };
    }

    @Bean
    WebFluxConfigurer acceptedTypes(ObjectProvider<RequestMappingInfoHandlerMapping> routes) {
        // The routes are complete at the first request only, and need this resolver themselves.
        Supplier<Collection<MediaType>> offered = SingletonSupplier.of(() -> typesOf(routes));
        return new WebFluxConfigurer() {
            @Override
            public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
                builder.resolver(new AcceptWithoutCharset(
                        new AcceptWithoutRefused(new HeaderContentTypeResolver(), offered)));
            }
        };
    }

    /** Returns JSON, the type of handlers that name none, and all types that handlers name. */
    private static Collection<MediaType> typesOf(ObjectProvider<RequestMappingInfoHandlerMapping> routes) {
        var types = new LinkedHashSet<MediaType>();
        types.add(MediaType.APPLICATION_JSON);
        routes.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route -> route.getProducesCondition().getProducibleMediaTypes().stream())
                .filter(MediaType::isConcrete).forEach(types::add);
        return types;
    }

    /**
     * Refuses by the announced length, before it reads anything. The bound of the codecs holds for bodies without a
     * length.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter boundedLengths() {
        return (exchange, chain) -> exchange.getRequest().getHeaders().getContentLength() > MAX_BODY_BYTES
                ? Mono.error(new ContentTooLargeException(null))
                : chain.filter(exchange);
    }

    private static void makeStrict(JsonMapper.Builder mapper) {
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(LogicalType.Textual, text -> text
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new StrictScalars());
    }
}
