package dev.ridewire.web.security;

import dev.ridewire.web.problem.ProblemException;
import dev.ridewire.web.problem.ProblemType;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Gives controllers the {@link Person} who asks. */
final class PersonArgument implements SyncHandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Person.class;
    }

    @Override
    public Object resolveArgumentValue(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        if (exchange.getAttribute(Person.class.getName()) instanceof Person person) {
            return person;
        }
        throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send an access token: Authorization: Bearer …");
    }
}
