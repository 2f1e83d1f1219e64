package dev.signalbox.backup.work;

import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.events.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a stored snapshot to its last page and compares it with its manifest. */
public final class SnapshotVerification {

    private SnapshotVerification() {}

    /**
     * What was found.
     *
     * @param ok nothing speaks against restoring it
     * @param checked what was compared and came out right, a sentence each
     */
    public record Verdict(
            String snapshot, boolean ok, List<String> checked, List<Finding> findings) {

        public Verdict {
            checked = List.copyOf(checked);
            findings = List.copyOf(findings);
        }
    }

    /**
     * @throws IOException when the copy cannot be read at all
     */
    public static Verdict of(StoredSnapshot stored) throws IOException {
        var name = String.valueOf(stored.folder().getFileName());
        return switch (stored) {
            case StoredSnapshot.Broken broken ->
                    new Verdict(name, false, List.of(), List.of(finding(broken)));
            case StoredSnapshot.Whole whole -> verdict(name, whole);
        };
    }

    private static Verdict verdict(String name, StoredSnapshot.Whole whole) throws IOException {
        var manifest = whole.manifest();
        Path file = whole.folder().resolve(manifest.file());
        var check =
                CopyCheck.of(
                        file.toString(),
                        file,
                        ScratchFile.sha256Of(file),
                        manifest.sha256(),
                        manifest);
        return new Verdict(name, check.findings().isEmpty(), check.checked(), check.findings());
    }

    private static Finding finding(StoredSnapshot.Broken broken) {
        return Finding.error(
                "snapshot-broken",
                broken.folder().toString(),
                "The snapshot in %s is not to be relied on: %s"
                        .formatted(broken.folder(), broken.why()),
                "Restore another one, and remove this folder when nothing of it is needed.");
    }
}
