package dev.signalbox.sql.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as its format has it, before its SQL is looked at.
 *
 * @param transactional whether its format has it run in one transaction
 * @param down null when there is none
 * @param files all that it consists of, the first one being the one that is shown
 * @param slice the part of its file that it is, where a file holds several; null otherwise
 */
record Draft(
        MigrationName naming,
        Migration.Kind kind,
        MigrationMetadata metadata,
        boolean transactional,
        Script up,
        @Nullable Script down,
        List<SourceFile> files,
        @Nullable String slice) {

    Draft {
        files = List.copyOf(files);
    }

    static Draft versioned(
            MigrationName naming, Script up, @Nullable Script down, List<SourceFile> files) {
        return new Draft(
                naming,
                Migration.Kind.VERSIONED,
                MigrationMetadata.NONE,
                true,
                up,
                down,
                files,
                null);
    }

    Draft with(MigrationMetadata said) {
        return new Draft(naming, kind, said, transactional, up, down, files, slice);
    }

    Draft transactional(boolean inOne) {
        return new Draft(naming, kind, metadata, inOne, up, down, files, slice);
    }

    /** Where it is, so that no two of a project are at the same place. */
    String place() {
        return slice == null ? files.getFirst().path() : naming.fileName();
    }
}
