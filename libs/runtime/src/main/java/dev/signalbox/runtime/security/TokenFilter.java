package dev.signalbox.runtime.security;

import dev.signalbox.runtime.web.Activity;
import dev.signalbox.runtime.web.ApiProblem;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Lets in who shows the local token; the actor is then the operating system's user. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Instance<LocalToken> token;
    private final Instance<Activity> activity;

    /** Filters come into being before the configuration is known, hence the instances. */
    @Inject
    TokenFilter(Instance<LocalToken> token, Instance<Activity> activity) {
        this.token = token;
        this.activity = activity;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        activity.get().requested();
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (!isExpected(header)) {
            request.abortWith(
                    Response.status(Response.Status.UNAUTHORIZED)
                            .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                            .entity(
                                    ApiProblem.of(
                                            "unauthorized",
                                            header == null
                                                    ? "The request shows no token"
                                                    : "The token is not the one of this Signalbox",
                                            "Send 'Authorization: Bearer <token>'; 'signalbox start'"
                                                    + " left the token in .signalbox/instance.json."))
                            .type("application/json")
                            .build());
            return;
        }
        request.setSecurityContext(new LocalUser(request.getSecurityContext()));
    }

    private boolean isExpected(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.get().matches(header.substring(SCHEME.length()).strip());
    }

    private record LocalUser(SecurityContext before) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            var name = "local:" + System.getProperty("user.name");
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return true;
        }

        @Override
        public boolean isSecure() {
            return before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
