package dev.signalbox.backup.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.sqlite.FileContents;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares a file with what it should be: checksum, integrity, fingerprint, version, rows. */
final class CopyCheck {

    private static final String REMEDY =
            "Restore another snapshot (signalbox snapshots lists them). This one is kept as it is,"
                    + " for sqlite3's .recover.";

    private final String subject;
    private final List<String> checked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable FileContents contents;

    /**
     * @param subject what messages name: the file as whoever reads them knows it
     */
    private CopyCheck(String subject) {
        this.subject = subject;
    }

    /**
     * @param file what is read; nobody changes it meanwhile
     * @param manifest absent for a file that is no snapshot
     */
    static CopyCheck of(
            String subject,
            Path file,
            String sha256,
            String expectedSha256,
            @Nullable Manifest manifest) {
        var check = new CopyCheck(subject);
        check.checksum(sha256, expectedSha256);
        check.content(file);
        if (manifest != null) {
            check.against(manifest);
        }
        return check;
    }

    List<String> checked() {
        return List.copyOf(checked);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * @throws IllegalStateException when there are findings
     */
    FileContents contents() {
        if (contents == null || !findings.isEmpty()) {
            throw new IllegalStateException("What is damaged has no contents: " + subject);
        }
        return contents;
    }

    private void checksum(String found, String expected) {
        if (found.equals(expected)) {
            checked.add("SHA-256 is %s, as recorded".formatted(found));
        } else {
            found(
                    "checksum-mismatch",
                    "its SHA-256 is %s and should be %s: it was changed or damaged"
                            .formatted(found, expected));
        }
    }

    private void content(Path file) {
        try {
            var read = FileContents.of(file);
            contents = read;
            if (read.integrityProblems().isEmpty()) {
                checked.add("integrity_check found no damage");
            } else {
                found("damaged", "it is damaged: " + read.integrityProblems().getFirst());
            }
        } catch (DatabaseException e) {
            found("damaged", "it cannot be read: " + e.problem());
        }
    }

    private void against(Manifest manifest) {
        if (contents == null) {
            return;
        }
        same("fingerprint", manifest.fingerprint(), contents.fingerprint().toString());
        same("version", manifest.version(), contents.reachedVersion());
        rows(manifest.rows(), contents.rows());
    }

    private void same(String what, @Nullable String expected, @Nullable String actual) {
        if (Objects.equals(expected, actual)) {
            checked.add(
                    actual == null
                            ? "it has no %s, as its manifest says".formatted(what)
                            : "%s is %s, as in its manifest".formatted(what, actual));
        } else {
            found(
                    what + "-mismatch",
                    "its %s is %s, and its manifest says %s".formatted(what, actual, expected));
        }
    }

    private void rows(Map<String, Long> expected, Map<String, Long> actual) {
        if (Map.copyOf(expected).equals(Map.copyOf(actual))) {
            var sum = actual.values().stream().mapToLong(Long::longValue).sum();
            checked.add(
                    "%d tables have %d rows, each as many as its manifest says"
                            .formatted(actual.size(), sum));
            return;
        }
        found(
                "rows-mismatch",
                "its rows are %s, and its manifest says %s".formatted(actual, expected));
    }

    private void found(String code, String problem) {
        findings.add(
                Finding.error(
                        code,
                        subject,
                        "%s is not to be relied on: %s".formatted(subject, problem),
                        REMEDY));
    }
}
