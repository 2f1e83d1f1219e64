package dev.signalbox.cli.command;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The databases that a server manages, and which of them is meant. */
final class Databases {

    private final List<String> ids;

    Databases(List<String> ids) {
        this.ids = List.copyOf(ids);
    }

    static Databases of(Server server) {
        return new Databases(
                server.json("/planner/databases").items().stream()
                        .map((Node d) -> d.text("id"))
                        .toList());
    }

    List<String> ids() {
        return ids;
    }

    /**
     * A database and a version.
     *
     * @param version absent for the latest
     */
    record Operands(String database, @Nullable String version) {}

    /**
     * What one or two operands mean: a single one that names no database is a version.
     *
     * @throws Failure when that cannot be said
     */
    Operands operands(@Nullable String first, @Nullable String second, @Nullable String target) {
        if (second != null) {
            if (target != null) {
                throw twoVersions(second, target);
            }
            return new Operands(named(first), second);
        }
        if (first == null || ids.contains(first)) {
            return new Operands(named(first), target);
        }
        if (target != null) {
            throw unknown(first);
        }
        if (ids.size() != 1) {
            throw several("'" + first + "' is no database, so it is a version, but of which?");
        }
        return new Operands(ids.getFirst(), first);
    }

    /**
     * @param id absent for the only one
     * @throws Failure when there is no such database, or none is named of several
     */
    String named(@Nullable String id) {
        if (id == null) {
            if (ids.size() != 1) {
                throw several("Which database?");
            }
            return ids.getFirst();
        }
        if (!ids.contains(id)) {
            throw unknown(id);
        }
        return id;
    }

    private Failure unknown(String id) {
        return Failure.usage(
                "There is no database '" + id + "'",
                ids.isEmpty() ? none() : "There is: " + String.join(", ", ids));
    }

    private Failure several(String question) {
        return ids.isEmpty()
                ? Failure.usage("No database is configured", none())
                : Failure.usage(question, "There is: " + String.join(", ", ids));
    }

    private static Failure twoVersions(String second, String target) {
        return Failure.usage(
                "Two versions are given: '" + second + "' and --target " + target,
                "Give one of them.");
    }

    private static String none() {
        return "Name one in signalbox.yml; `signalbox init` writes it.";
    }
}
