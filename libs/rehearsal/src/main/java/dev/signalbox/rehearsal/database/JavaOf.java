package dev.signalbox.rehearsal.database;

import dev.signalbox.database.JavaChange;
import dev.signalbox.database.jar.JavaMigration;
import dev.signalbox.sql.migration.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The class of a migration in Java; of one in SQL, nothing. */
final class JavaOf implements AutoCloseable {

    private final @Nullable JavaMigration loaded;

    private JavaOf(@Nullable JavaMigration loaded) {
        this.loaded = loaded;
    }

    static JavaOf migration(Migration migration) throws MoveFailedException {
        var className = migration.javaClass();
        if (className == null) {
            return new JavaOf(null);
        }
        try {
            return new JavaOf(JavaMigration.load(migration.source().bytes(), className));
        } catch (IOException e) {
            throw new MoveFailedException(migration.source().path() + ": " + e.getMessage(), e);
        }
    }

    Optional<JavaChange> up() {
        return Optional.ofNullable(loaded).map(JavaMigration::up);
    }

    Optional<JavaChange> down() {
        return Optional.ofNullable(loaded).flatMap(JavaMigration::down);
    }

    @Override
    public void close() {
        if (loaded != null) {
            try {
                loaded.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
