package dev.signalbox.sql.migration;

import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one file of {@code hooks/}: its event is its name up to the first dot. */
final class HookReader {

    static final String FOLDER = "hooks";

    private static final List<String> NOTES = List.of(".md", ".txt");

    private HookReader() {}

    /** Empty when the file is refused, and when it is a note to people. */
    static Optional<HookFile> read(SourceFile file, List<Finding> all) {
        String name = file.name().toLowerCase(Locale.ROOT);
        boolean sql = name.endsWith(MigrationName.SUFFIX);
        if (!file.isExecutable() && NOTES.stream().anyMatch(name::endsWith)) {
            return Optional.empty();
        }
        Findings findings = new Findings(file.path());
        Optional<HookEvent> event = HookEvent.of(eventName(file));
        if (event.isEmpty()) {
            refuseEvent(file, findings);
        }
        Optional<HookFile> hook = Optional.empty();
        if (sql) {
            var section = SectionRules.apply(SqlText.statements(file, findings), findings);
            hook = event.map(e -> new HookFile.Sql(e, file, section.statements()));
        } else if (file.isExecutable()) {
            hook = event.map(e -> new HookFile.Program(e, file));
        } else {
            refuseKind(findings);
        }
        all.addAll(findings.all());
        return findings.isEmpty() ? hook : Optional.empty();
    }

    private static String eventName(SourceFile file) {
        int dot = file.name().indexOf('.');
        return dot < 0 ? file.name() : file.name().substring(0, dot);
    }

    private static void refuseEvent(SourceFile file, Findings findings) {
        String name = eventName(file);
        findings.add(
                null,
                "unknown-hook",
                "There is no moment '" + Excerpt.of(name) + "' at which a hook could run.",
                Nearest.to(name, HookEvent.names())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Known: " + String.join(", ", HookEvent.names()) + "."));
    }

    private static void refuseKind(Findings findings) {
        findings.add(
                null,
                "hook-not-executable",
                "The hook is neither SQL nor a program that the system may run.",
                "Make it executable (chmod +x), and begin it with a line such as #!/bin/sh.");
    }
}
