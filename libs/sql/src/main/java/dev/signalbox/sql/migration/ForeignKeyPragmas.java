package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind.Pragma;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code PRAGMA foreign_keys = …} out of a section's statements: inside a transaction SQLite
 * ignores it. A section that turns them off for a part of its statements, as rebuilding a table
 * needs it, has them off for all; the references are checked before the commit, so that what a
 * cascade would have removed elsewhere is refused rather than left. Otherwise the first one, when
 * only pragmas stand before it, says how the section wants them. Those behind the last statement
 * restore the setting, which happens anyway.
 */
final class ForeignKeyPragmas {

    private final Findings findings;

    ForeignKeyPragmas(Findings findings) {
        this.findings = findings;
    }

    Migration.Section hoist(List<SqlStatement> statements) {
        int firstOther = first(statements);
        int lastOther = last(statements);
        ForeignKeys wanted =
                isTurnedOff(statements.subList(0, Math.max(lastOther, 0)))
                        ? ForeignKeys.OFF
                        : ForeignKeys.UNSPECIFIED;
        List<SqlStatement> kept = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            SqlStatement statement = statements.get(i);
            Pragma pragma = setting(statement);
            if (pragma == null) {
                kept.add(statement);
                continue;
            }
            ForeignKeys value = value(pragma).orElse(null);
            if (value == null) {
                refuseValue(statement, pragma);
            } else if (i < firstOther && wanted == ForeignKeys.UNSPECIFIED) {
                wanted = value;
            } else if (i < lastOther && value != wanted && wanted != ForeignKeys.OFF) {
                refuseChange(statement);
            }
        }
        return new Migration.Section(kept, wanted);
    }

    private static boolean isTurnedOff(List<SqlStatement> statements) {
        return statements.stream()
                .map(ForeignKeyPragmas::setting)
                .filter(Objects::nonNull)
                .anyMatch(pragma -> value(pragma).filter(it -> it == ForeignKeys.OFF).isPresent());
    }

    private static int first(List<SqlStatement> statements) {
        int first = 0;
        while (first < statements.size() && statements.get(first).kind() instanceof Pragma) {
            first++;
        }
        return first;
    }

    private static int last(List<SqlStatement> statements) {
        int last = statements.size() - 1;
        while (last >= 0 && statements.get(last).kind() instanceof Pragma) {
            last--;
        }
        return last;
    }

    private static @Nullable Pragma setting(SqlStatement statement) {
        return statement.kind() instanceof Pragma pragma
                        && pragma.name().equals("foreign_keys")
                        && !pragma.value().isEmpty()
                ? pragma
                : null;
    }

    private static Optional<ForeignKeys> value(Pragma pragma) {
        return switch (pragma.value().toLowerCase(Locale.ROOT)) {
            case "on", "yes", "true", "1" -> Optional.of(ForeignKeys.ON);
            case "off", "no", "false", "0" -> Optional.of(ForeignKeys.OFF);
            default -> Optional.empty();
        };
    }

    private void refuseValue(SqlStatement statement, Pragma pragma) {
        findings.add(
                statement.position(),
                "foreign-keys-value",
                "PRAGMA foreign_keys cannot be \"" + Excerpt.of(pragma.value()) + "\".",
                "Write ON or OFF.");
    }

    private void refuseChange(SqlStatement statement) {
        findings.add(
                statement.position(),
                "foreign-keys-change",
                "PRAGMA foreign_keys turns on in the middle of the section, where SQLite ignores it:"
                        + " the section runs in one transaction.",
                "Put it before the first statement, or make two migrations of this one.");
    }
}
