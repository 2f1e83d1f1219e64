package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table that a migration replaces by a new one of the same name, as SQLite needs for what ALTER
 * TABLE cannot do.
 *
 * @param old before the migration
 * @param now after it
 * @param manner in which order
 * @param removal the step after which the old one has its name no more
 * @param drop the step that drops it; null when it stays under another name
 * @param creation of the new one
 * @param scratch the name that the new one is created with
 * @param copies steps that fill the new one from a query
 */
record Rebuild(
        Table old,
        Table now,
        Manner manner,
        Step removal,
        @Nullable Step drop,
        Step creation,
        String scratch,
        List<Step> copies) {

    enum Manner {
        /** Create new, copy, drop old, rename new: what SQLite's documentation recommends. */
        REPLACED,
        /** Rename old away, create new in its place. */
        RENAMED_AWAY,
        /** Drop old, create new in its place. */
        RECREATED
    }

    Rebuild {
        copies = List.copyOf(copies);
    }

    boolean has(Step step) {
        return step == removal || step == drop || step == creation || copies.contains(step);
    }

    boolean isMadeBeside() {
        return !scratch.equalsIgnoreCase(now.name());
    }

    static List<Rebuild> of(Replayed migration) {
        Trace trace = new Trace(migration);
        migration.up().stream().filter(Step::ran).forEach(trace::follow);
        return trace.rebuilds();
    }

    /** Which table stands behind each name, while the statements go by. */
    private static final class Trace {

        private final Replayed migration;
        private final Map<String, Subject> byName = new HashMap<>();

        Trace(Replayed migration) {
            this.migration = migration;
        }

        /** A table, whatever it is called at the moment. */
        private static final class Subject {
            final @Nullable Step creation;
            final String firstName;
            final List<Step> copies = new ArrayList<>();
            @Nullable Step renaming;
            @Nullable Step drop;

            Subject(String firstName, @Nullable Step creation) {
                this.firstName = firstName;
                this.creation = creation;
            }
        }

        private final Map<String, Subject> olds = new HashMap<>();

        void follow(Step step) {
            switch (step.kind()) {
                case StatementKind.CreateTable it when !it.temporary() -> {
                    if (!step.before().hasTable(it.table())) {
                        byName.put(folded(it.table()), new Subject(it.table(), step));
                    }
                }
                case StatementKind.RenameTable it -> {
                    Subject subject = subject(it.table());
                    byName.remove(folded(it.table()));
                    byName.put(folded(it.newName()), subject);
                    if (subject.renaming == null) {
                        subject.renaming = step;
                    }
                }
                case StatementKind.DropTable it when step.before().hasTable(it.table()) -> {
                    subject(it.table()).drop = step;
                    byName.remove(folded(it.table()));
                }
                case StatementKind.Insert it when it.fromQuery() ->
                        subject(it.table()).copies.add(step);
                default -> {}
            }
        }

        private Subject subject(String name) {
            return byName.computeIfAbsent(
                    folded(name),
                    folded -> {
                        Subject old = new Subject(name, null);
                        olds.put(folded, old);
                        return old;
                    });
        }

        List<Rebuild> rebuilds() {
            List<Rebuild> found = new ArrayList<>();
            olds.forEach(
                    (name, old) -> {
                        @Nullable Subject made = byName.get(name);
                        @Nullable Table before = migration.before().table(name);
                        @Nullable Table after = migration.after().table(name);
                        if (made != null
                                && made.creation != null
                                && before != null
                                && after != null) {
                            found.add(rebuild(before, after, old, made, made.creation));
                        }
                    });
            found.sort((a, b) -> a.old.name().compareToIgnoreCase(b.old.name()));
            return found;
        }

        private static Rebuild rebuild(
                Table before, Table after, Subject old, Subject made, Step creation) {
            boolean away = old.renaming != null;
            boolean beside = !made.firstName.equalsIgnoreCase(after.name());
            return new Rebuild(
                    before,
                    after,
                    away ? Manner.RENAMED_AWAY : beside ? Manner.REPLACED : Manner.RECREATED,
                    Objects.requireNonNull(away ? old.renaming : old.drop),
                    old.drop,
                    creation,
                    made.firstName,
                    made.copies);
        }

        private static String folded(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
