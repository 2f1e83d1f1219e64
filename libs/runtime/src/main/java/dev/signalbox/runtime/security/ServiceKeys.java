package dev.signalbox.runtime.security;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.Request;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.signing.Signed;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A service's own key and the keys that it trusts. */
public final class ServiceKeys {

    private final SigningKey key;
    private final TrustedKeys trusted;

    public ServiceKeys(SigningKey key, TrustedKeys trusted) {
        this.key = key;
        this.trusted = trusted;
    }

    /**
     * @throws IllegalStateException when a file is missing or malformed, naming it and the remedy
     */
    public static ServiceKeys read(Path key, Path trusted) {
        try {
            return new ServiceKeys(SigningKey.read(key), TrustedKeys.read(trusted));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The service's keys cannot be read: %s. 'signalbox start' creates them; see docs/configuration.md, signalbox.trusted-keys"
                            .formatted(e),
                    e);
        }
    }

    public SigningKey key() {
        return key;
    }

    /** Signs a request whose actor this service has authenticated. */
    public Envelope sign(Envelope envelope, Request request) {
        return envelope.signed(key.sign(Signed.request(envelope, EventCodec.digest(request))));
    }

    /** The service that vouches for a request's actor; empty when the actor is only claimed. */
    public Optional<String> vouching(Envelope envelope, String digest) {
        var signature = envelope.signature();
        return signature == null
                ? Optional.empty()
                : trusted.signer(Signed.request(envelope, digest), signature);
    }

    /** The service that released a plan, if it is a trusted one. */
    public Optional<String> releasedBy(PlanEvent.PlanReleased release) {
        return trusted.signer(Signed.release(release), release.signature());
    }

    /** How an actor is to be called in the trail. */
    public String standing(Actor actor, Envelope envelope, String digest) {
        if (vouching(envelope, digest).isPresent()) {
            return "authenticated";
        }
        return actor.equals(Actor.UNKNOWN) ? "none" : "claimed";
    }
}
