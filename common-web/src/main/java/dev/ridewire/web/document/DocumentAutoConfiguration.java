package dev.ridewire.web.document;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Serves the document of a service that packs one: {@code openapi/<application's name>.yaml}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnResource(resources = DocumentAutoConfiguration.DOCUMENT)
class DocumentAutoConfiguration {
    static final String DOCUMENT = "classpath:openapi/${spring.application.name}.yaml";

    @Bean
    ApiDocument servedApiDocument(ResourceLoader resources, Environment environment) {
        return new ApiDocument(resources.getResource(environment.resolveRequiredPlaceholders(DOCUMENT)));
    }
}
