package dev.signalbox.sql.migration;

import java.util.Optional;

/** {@link MigrationFormat#PRISMA}; a {@code down.sql} beside it, as its guide makes one, undoes. */
final class PrismaReader extends PairReader {

    static final String FILE = "migration.sql";

    @Override
    Optional<Part> part(SourceFile file) {
        return switch (file.name()) {
            case FILE -> Optional.of(new Part(file.folder(), Role.UP));
            case "down.sql" -> Optional.of(new Part(file.folder(), Role.DOWN));
            default -> Optional.empty();
        };
    }

    @Override
    Optional<MigrationName> name(String key, SourceFile up) {
        return MigrationName.ofStem(key, key);
    }
}
