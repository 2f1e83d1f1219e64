package dev.signalbox.runtime.security;

import dev.signalbox.runtime.RuntimeConfig;
import dev.signalbox.runtime.web.Activity;
import dev.signalbox.runtime.web.ApiProblem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Lets in who shows the local token; the actor is then the operating system's user. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final byte[] expected;
    private final Activity activity;

    @Inject
    TokenFilter(RuntimeConfig config, Activity activity) {
        this.activity = activity;
        try {
            this.expected =
                    Files.readString(config.tokenFile()).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The token file %s (signalbox.token-file) cannot be read; 'signalbox start' creates one"
                            .formatted(config.tokenFile()),
                    e);
        }
        if (expected.length < 32) {
            throw new IllegalStateException(
                    "The token in %s (signalbox.token-file) is shorter than 32 characters; write a longer random one"
                            .formatted(config.tokenFile()));
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        activity.requested();
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

    /** In constant time, so that the token cannot be guessed byte by byte. */
    private boolean isExpected(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var given = header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, expected);
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
