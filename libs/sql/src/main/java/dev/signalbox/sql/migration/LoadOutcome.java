package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.util.List;

/** What reading the migrations of a project came to. */
public sealed interface LoadOutcome {

    /**
     * @param hooks in the order of their names
     * @param checks in the order of their names
     * @param transformations the files of rules and all jars, in the order of their paths; unread
     * @param form with which the same files are read again
     * @param notices files that were passed over, and why
     */
    record Loaded(
            MigrationSet migrations,
            List<HookFile> hooks,
            List<CheckFile> checks,
            List<SourceFile> transformations,
            ProjectForm form,
            List<Finding> notices)
            implements LoadOutcome {

        public Loaded {
            hooks = List.copyOf(hooks);
            checks = List.copyOf(checks);
            transformations = List.copyOf(transformations);
            notices = List.copyOf(notices);
        }

        public MigrationFormat format() {
            return form.format();
        }
    }

    /**
     * At least one finding: everything that is wrong with the files, in the order of their paths.
     */
    record Refused(List<Finding> findings) implements LoadOutcome {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
