package dev.signalbox.sql.migration;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.ChecksumAlgorithm;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.SqlStatement;
import java.util.Arrays;
import java.util.List;

/**
 * A migration file that was read and found in order.
 *
 * @param down empty when the migration cannot be undone
 * @param raw the sum over the file's bytes
 * @param normalised the sum over the tokens of both sections
 * @param source the file itself
 */
public record Migration(
        MigrationName naming,
        MigrationMetadata metadata,
        Section up,
        Section down,
        Checksum raw,
        Checksum normalised,
        SourceFile source) {

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

    /** Whether the file says how to undo it. */
    public boolean isReversible() {
        return !down.isEmpty();
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
            case RAW -> raw;
            case SQLITE_TOKENS -> normalised;
        };
    }

    private static ChecksumVerdict compare(Checksum stored, Checksum actual) {
        return stored.hex().equalsIgnoreCase(actual.hex())
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
