package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.replay.Trouble.Hidden;
import dev.signalbox.analysis.replay.Trouble.UpFailed;
import dev.signalbox.analysis.replay.Trouble.What;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.View;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one failure from becoming a flood: what a failed statement should have made is missing from
 * then on, and whatever fails over it is counted to its cause, not told by itself.
 */
final class Causes {

    private static final Pattern MISSING =
            Pattern.compile("no such (table|view|index|trigger): (?:main\\.)?(.+)");

    private final Map<String, Maker> makers;

    private final Map<String, Cause> missing = new HashMap<>();
    private final List<Cause> causes = new ArrayList<>();

    Causes(Map<String, Maker> makers) {
        this.makers = makers;
    }

    /** The last migration that makes something of a name, by its place in the order. */
    record Maker(int index, String file) {}

    private static final class Cause {
        final Statement statement;
        final SqlError error;
        final What what;
        final Set<String> files = new LinkedHashSet<>();
        int statements;

        Cause(Statement statement, SqlError error, What what) {
            this.statement = statement;
            this.error = error;
            this.what = what;
        }

        void add(Statement other) {
            statements++;
            if (!other.source().path().equals(statement.source().path())) {
                files.add(other.source().path());
            }
        }
    }

    List<Trouble> troubles() {
        return causes.stream()
                .<Trouble>map(
                        cause ->
                                new UpFailed(
                                        cause.statement,
                                        cause.error,
                                        cause.what,
                                        new Hidden(cause.statements, Set.copyOf(cause.files))))
                .toList();
    }

    void ran(Statement statement) {
        @Nullable String made = missing.isEmpty() ? null : Names.made(statement.kind());
        if (made != null) {
            missing.remove(Names.folded(made));
        }
    }

    void failed(Statement statement, SqlError error, Schema schema, int index) {
        @Nullable Cause known = causeOf(statement);
        if (known != null) {
            known.add(statement);
        } else {
            known = new Cause(statement, error, what(error, schema, index));
            causes.add(known);
            if (known.what instanceof What.NeedsExisting needs) {
                missing.put(Names.folded(needs.name()), known);
            }
        }
        @Nullable String changed = Names.changed(statement.kind());
        if (changed != null) {
            missing.put(Names.folded(changed), known);
        }
    }

    private @Nullable Cause causeOf(Statement statement) {
        if (missing.isEmpty()) {
            return null;
        }
        Tokens tokens = statement.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            @Nullable Cause cause =
                    tokens.isName(i) ? missing.get(Names.folded(tokens.name(i))) : null;
            if (cause != null) {
                return cause;
            }
        }
        return null;
    }

    private What what(SqlError error, Schema schema, int index) {
        if (error.isInterrupt()) {
            return new What.TooLong(Trial.SECONDS_FOR_A_STATEMENT);
        }
        if (error.isConstraint()) {
            return new What.ByRows();
        }
        Matcher missed = MISSING.matcher(error.message());
        if (!missed.matches()) {
            return new What.Refused();
        }
        String object = missed.group(1);
        String name = missed.group(2);
        @Nullable Maker maker = makers.get(Names.folded(name));
        if (maker != null) {
            return maker.index > index
                    ? new What.MadeLater(object, name, maker.file)
                    : new What.Refused();
        }
        return nearest(name, schema)
                .<What>map(existing -> new What.Misspelt(object, name, existing))
                .orElseGet(() -> new What.NeedsExisting(object, name));
    }

    /** Of names that merely contain each other, neither is a misspelling. */
    private static java.util.Optional<String> nearest(String name, Schema schema) {
        List<String> existing =
                Stream.concat(
                                schema.tables().stream().map(Table::name),
                                schema.views().stream().map(View::name))
                        .filter(known -> Math.abs(known.length() - name.length()) <= 1)
                        .toList();
        return name.length() < 4
                ? java.util.Optional.empty()
                : Nearest.to(name, existing)
                        .filter(
                                known ->
                                        !known.contains(name)
                                                || known.length() - name.length() == 1)
                        .filter(known -> isNear(name, known));
    }

    private static boolean isNear(String name, String known) {
        int same = 0;
        int shortest = Math.min(name.length(), known.length());
        while (same < shortest
                && Character.toLowerCase(name.charAt(same))
                        == Character.toLowerCase(known.charAt(same))) {
            same++;
        }
        int back = 0;
        while (back < shortest - same
                && Character.toLowerCase(name.charAt(name.length() - 1 - back))
                        == Character.toLowerCase(known.charAt(known.length() - 1 - back))) {
            back++;
        }
        return Math.max(name.length(), known.length()) - same - back <= 2;
    }
}
