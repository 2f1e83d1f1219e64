package dev.signalbox.planner.domain;

import dev.signalbox.database.foreign.ForeignEntry;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.Adoptable.One;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which files of a project the entries of a history mean. */
final class HistoryMatching {

    private final MigrationSet files;
    private final ForeignHistory history;
    private final EntryFiles entryFiles;
    private final Map<Version, One> matched = new LinkedHashMap<>();
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private @Nullable Version baseline;
    private @Nullable Version unmade;

    HistoryMatching(MigrationSet files, ForeignHistory history) {
        this.files = files;
        this.history = history;
        this.entryFiles = new EntryFiles(files);
    }

    Adoptable adoptable() {
        history.entries().forEach(this::match);
        notApplied();
        return new Adoptable(
                history.label(),
                List.copyOf(matched.values()),
                unmade == null ? null : unmade.toString(),
                errors,
                warnings);
    }

    private void match(ForeignEntry entry) {
        switch (entry.kind()) {
            case HALF_DONE -> errors.add(halfDone(entry));
            case APPLIED ->
                    entryFiles
                            .of(entry)
                            .ifPresentOrElse(
                                    file -> put(file, entry), () -> warnings.add(noFile(entry)));
            case APPLIED_UP_TO -> upTo(entry).ifPresent(version -> warnings.add(noFile(entry)));
            case BASELINE -> baseline(entry);
        }
    }

    /** A script of its own made it, or it was there before. */
    private void baseline(ForeignEntry entry) {
        var script =
                Optional.ofNullable(entry.version())
                        .flatMap(Version::parse)
                        .flatMap(entryFiles::baseline);
        if (script.isPresent()) {
            baseline = script.get().version();
            put(script.get(), entry);
        } else {
            upTo(entry).ifPresent(version -> unmade = version);
            baseline = unmade == null ? baseline : unmade;
        }
    }

    /** Answers the version when no file has it. */
    private Optional<Version> upTo(ForeignEntry entry) {
        var version = Optional.ofNullable(entry.version()).flatMap(Version::parse);
        if (version.isEmpty()) {
            warnings.add(noFile(entry));
            return Optional.empty();
        }
        files.inOrder().stream()
                .filter(file -> file.version().compareTo(version.get()) <= 0)
                .forEach(file -> matched.putIfAbsent(file.version(), new One(file, null, null)));
        return version.filter(v -> files.find(v).isEmpty());
    }

    private void put(Migration file, ForeignEntry entry) {
        var doubt = changed(file, entry);
        if (doubt != null && file.isRepeatable()) {
            warnings.add(
                    Finding.warning(
                            "foreign-checksum-differs",
                            file.fileName(),
                            doubt,
                            "It is repeatable, and the next 'signalbox up' repeats it."));
            return;
        }
        if (doubt != null) {
            warnings.add(
                    Finding.warning(
                            "foreign-checksum-differs",
                            file.fileName(),
                            doubt,
                            "Compare it in version control; what was applied is what counts."));
        } else if (!entryFiles.isNamedLike(file, entry)) {
            warnings.add(
                    Finding.warning(
                            "foreign-name-differs",
                            file.fileName(),
                            "%s calls version %s '%s', and the file is called '%s'"
                                    .formatted(
                                            history.tool().label(),
                                            entry.version(),
                                            entry.name(),
                                            file.name()),
                            "See that it is the same migration."));
        }
        // Several entries may mean one file, as changesets do; the last one ends it.
        matched.put(file.version(), new One(file, entry, doubt));
    }

    private @Nullable String changed(Migration file, ForeignEntry entry) {
        var sum = entry.checksum();
        return sum == null || file.javaClass() != null || sum.matches(file.source().bytes())
                ? null
                : "%s is not the file that %s applied: its checksum was %s"
                        .formatted(file.fileName(), history.tool().label(), sum.text());
    }

    private void notApplied() {
        var latest = matched.keySet().stream().max(Version::compareTo);
        files.inOrder().stream()
                .filter(file -> !matched.containsKey(file.version()))
                .filter(file -> latest.filter(l -> file.version().compareTo(l) < 0).isPresent())
                .filter(file -> baseline == null || file.version().compareTo(baseline) > 0)
                .forEach(
                        file ->
                                warnings.add(
                                        Finding.warning(
                                                "foreign-file-not-applied",
                                                file.fileName(),
                                                "%s is below version %s and not in the history of %s"
                                                        .formatted(
                                                                file.fileName(),
                                                                latest.orElseThrow(),
                                                                history.tool().label()),
                                                "The next 'signalbox up' applies it; if it is in"
                                                        + " place, put it on record: signalbox"
                                                        + " mark-applied.")));
    }

    private Finding halfDone(ForeignEntry entry) {
        return Finding.error(
                "foreign-history-half-done",
                history.table(),
                "%s did not finish %s, or does not know whether it did"
                        .formatted(history.tool().label(), entry.label()),
                history.tool().mending());
    }

    private Finding noFile(ForeignEntry entry) {
        return Finding.warning(
                "foreign-entry-without-file",
                history.table(),
                "%s applied %s, and there is no file for it"
                        .formatted(history.tool().label(), entry.label()),
                "It does not go on record. If its file was deleted on purpose, that is all.");
    }
}
