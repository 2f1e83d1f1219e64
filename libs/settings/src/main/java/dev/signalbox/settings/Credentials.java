package dev.signalbox.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who connects for what. What is absent falls back to the common one.
 *
 * @param common serves all three where they have none of their own
 */
public record Credentials(
        @Nullable Login common,
        @Nullable Login planLogin,
        @Nullable Login executeLogin,
        @Nullable Login backupLogin) {

    public static final Credentials NONE = new Credentials(null, null, null, null);

    /**
     * @param password absent where the user needs none
     */
    public record Login(String user, @Nullable Secret password) {}

    public Optional<Login> plan() {
        return orCommon(planLogin);
    }

    public Optional<Login> execute() {
        return orCommon(executeLogin);
    }

    public Optional<Login> backup() {
        return orCommon(backupLogin);
    }

    private Optional<Login> orCommon(@Nullable Login own) {
        return Optional.ofNullable(own == null ? common : own);
    }
}
