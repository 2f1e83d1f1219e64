package dev.signalbox.transfer;

import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import java.util.List;
import java.util.Optional;

/** What a rule can name as the migration behind which it runs. */
interface MigrationNames {

    /** The stem of the migration that is meant; empty when there is none. */
    Optional<String> stem(String target);

    /** What an unknown target probably meant. */
    List<String> nearest(String target);

    static MigrationNames of(MigrationSet migrations) {
        return new MigrationNames() {
            @Override
            public Optional<String> stem(String target) {
                return target.equals(MigrationSet.LATEST)
                        ? Optional.empty()
                        : migrations.resolve(target).map(Migration::stem);
            }

            @Override
            public List<String> nearest(String target) {
                return migrations.nearest(target);
            }
        };
    }

    /** Whoever planned knew them. */
    static MigrationNames any() {
        return new MigrationNames() {
            @Override
            public Optional<String> stem(String target) {
                return Optional.of(target);
            }

            @Override
            public List<String> nearest(String target) {
                return List.of();
            }
        };
    }
}
