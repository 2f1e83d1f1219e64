package dev.signalbox.runtime.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a store to the version that this code needs. Scripts lie at {@code /db/<service>/<n>.sql},
 * from 1 without gaps; {@code runtime} names the tables that every service has. A newer store is
 * refused: its data is not this code's to touch.
 */
public final class StoreSchema {

    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern LONE_END = Pattern.compile("(?m)^;;\\s*$");

    private StoreSchema() {}

    /**
     * @throws IllegalStateException when the store was written by a later version
     */
    public static void migrate(Store store, String service) {
        store.change(
                transaction -> {
                    transaction.update(
                            "CREATE TABLE IF NOT EXISTS store_version ("
                                    + "part TEXT PRIMARY KEY, version INTEGER NOT NULL)");
                    apply(transaction, "runtime");
                    apply(transaction, service);
                });
    }

    private static void apply(Transaction transaction, String part) {
        var version =
                transaction
                        .first(
                                "SELECT version FROM store_version WHERE part = ?",
                                row -> row.integer("version"),
                                part)
                        .orElse(0);
        var known = newest(part);
        if (version > known) {
            throw new IllegalStateException(
                    "The store's part '%s' has version %d, this Signalbox knows up to %d: it was written by a later version; run that one, or restore the store's backup"
                            .formatted(part, version, known));
        }
        for (var next = version + 1; next <= known; next++) {
            script(part, next).forEach(transaction::update);
            transaction.update(
                    "INSERT INTO store_version (part, version) VALUES (?, ?)"
                            + " ON CONFLICT (part) DO UPDATE SET version = excluded.version",
                    part,
                    next);
        }
    }

    private static int newest(String part) {
        var number = 0;
        while (!script(part, number + 1).isEmpty()) {
            number++;
        }
        return number;
    }

    /**
     * The statements of a script; empty when there is none. Where they hold semicolons of their
     * own, as triggers do, a line of two semicolons ends each of them.
     */
    private static List<String> script(String part, int number) {
        var resource = "/db/" + part + "/" + number + ".sql";
        try (var stream = StoreSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return List.of();
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var end = LONE_END.matcher(text).find() ? LONE_END : SEMICOLON;
            return end.splitAsStream(text).map(String::strip).filter(s -> !s.isEmpty()).toList();
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable script " + resource, e);
        }
    }
}
