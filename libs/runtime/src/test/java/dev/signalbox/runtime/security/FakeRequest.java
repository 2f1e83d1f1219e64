package dev.signalbox.runtime.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of which only the header and the security context exist. */
final class FakeRequest {

    private final @Nullable String authorization;
    private @Nullable Response answer;
    private SecurityContext security = new Nobody();

    FakeRequest(@Nullable String authorization) {
        this.authorization = authorization;
    }

    Optional<Response> answer() {
        return Optional.ofNullable(answer);
    }

    SecurityContext security() {
        return security;
    }

    /** The interface has thirty methods; the filter uses four. */
    ContainerRequestContext context() {
        return (ContainerRequestContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ContainerRequestContext.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getHeaderString" -> authorization;
                                    case "getSecurityContext" -> security;
                                    case "abortWith" -> {
                                        answer = (Response) arguments[0];
                                        yield null;
                                    }
                                    case "setSecurityContext" -> {
                                        security = (SecurityContext) arguments[0];
                                        yield null;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private record Nobody() implements SecurityContext {

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
