package dev.signalbox.sql.migration;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.ChecksumAlgorithm;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.SqlStatement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that was read and found in order: files of SQL, or a class in a jar.
 *
 * @param transactional its format has it run in one transaction, as nearly all do; on SQLite, all
 *     that can be in a transaction runs in one
 * @param raw the sum over the files' bytes
 * @param normalised the sum over what the files mean: the tokens of both sections, or the class
 * @param files what it consists of, at least one; several migrations may be in one file
 */
public record Migration(
        MigrationName naming,
        Kind kind,
        MigrationMetadata metadata,
        Body body,
        boolean transactional,
        Checksum raw,
        Checksum normalised,
        List<SourceFile> files) {

    public Migration {
        files = List.copyOf(files);
    }

    /** When a migration applies. */
    public enum Kind {
        /** Once, in the order of versions. */
        VERSIONED,
        /** After all versioned ones, and again whenever its text has changed. */
        REPEATABLE,
        /** Instead of all versions up to its own, on a database without history. */
        BASELINE
    }

    /** What a migration consists of. */
    public sealed interface Body {

        /**
         * @param down empty when the migration cannot be undone
         */
        record Sql(Section up, Section down) implements Body {}

        /**
         * @param className fully qualified, in the jar
         */
        record Java(String className) implements Body {}
    }

    /** Whether a migration can be undone. */
    public enum Reversibility {
        YES,
        NO,
        /** Only loading its class tells, and that is for whoever runs it. */
        KNOWN_WHEN_LOADED
    }

    /** The file that is shown for it: the one with its UP section, or the jar. */
    public SourceFile source() {
        return files.getFirst();
    }

    public boolean isRepeatable() {
        return kind == Kind.REPEATABLE;
    }

    public Version version() {
        return naming.version();
    }

    public String name() {
        return naming.name();
    }

    /** The file name without {@code .sql}. */
    public String stem() {
        return naming.stem();
    }

    public String fileName() {
        return naming.fileName();
    }

    /** What it does; empty for a class. */
    public Section up() {
        return switch (body) {
            case Body.Sql sql -> sql.up();
            case Body.Java java -> Section.NONE;
        };
    }

    /** How it is undone; empty when the file does not say so, and for a class. */
    public Section down() {
        return switch (body) {
            case Body.Sql sql -> sql.down();
            case Body.Java java -> Section.NONE;
        };
    }

    public Reversibility reversibility() {
        return switch (body) {
            case Body.Sql sql -> sql.down().isEmpty() ? Reversibility.NO : Reversibility.YES;
            case Body.Java java -> Reversibility.KNOWN_WHEN_LOADED;
        };
    }

    /** Whether it may be undone: it says how, or only loading it tells. */
    public boolean isReversible() {
        return reversibility() != Reversibility.NO;
    }

    /** The class; null for SQL. */
    public @Nullable String javaClass() {
        return switch (body) {
            case Body.Sql sql -> null;
            case Body.Java java -> java.className();
        };
    }

    /** Compares with a sum that was stored when the migration ran, by the sum's own algorithm. */
    public ChecksumVerdict verify(Checksum stored) {
        return ChecksumAlgorithm.of(stored.algorithm())
                .map(algorithm -> compare(stored, checksum(algorithm)))
                .orElseGet(
                        () ->
                                new ChecksumVerdict.UnknownAlgorithm(
                                        stored,
                                        Arrays.stream(ChecksumAlgorithm.values())
                                                .map(ChecksumAlgorithm::id)
                                                .toList()));
    }

    private Checksum checksum(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case RAW, RAW_PARTS -> raw;
            case SQLITE_TOKENS, JAVA_CLASS -> normalised;
        };
    }

    private static ChecksumVerdict compare(Checksum stored, Checksum actual) {
        return stored.algorithm().equals(actual.algorithm())
                        && stored.hex().equalsIgnoreCase(actual.hex())
                ? new ChecksumVerdict.Matches()
                : new ChecksumVerdict.Differs(stored, actual);
    }

    /**
     * What to run in one transaction, and how foreign keys have to be set around it.
     *
     * @param statements without those that control the transaction and foreign keys
     */
    public record Section(List<SqlStatement> statements, ForeignKeys foreignKeys) {

        public static final Section NONE = new Section(List.of(), ForeignKeys.UNSPECIFIED);

        public Section {
            statements = List.copyOf(statements);
        }

        public boolean isEmpty() {
            return statements.isEmpty();
        }
    }
}
