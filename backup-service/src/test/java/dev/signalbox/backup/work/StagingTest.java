package dev.signalbox.backup.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.backup.Requests;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.Actor;
import dev.signalbox.events.BackupEvent.RestoreFailed;
import dev.signalbox.events.BackupEvent.RestoreStaged;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    @TempDir Path folder;
    private BackupFixture service;
    private Path snapshotFolder;
    private Manifest manifest;
    private final RunId run = RunId.next();

    @BeforeEach
    void takeASnapshot() throws IOException {
        BackupFixture.database(folder, "kb", 500);
        service = new BackupFixture(folder, FailPoints.NONE);
        service.accept(Requests.take("r-1", "kb"));
        service.worker.workOff();
        var stored = (StoredSnapshot.Whole) service.folders.list().getFirst();
        snapshotFolder = stored.folder();
        manifest = stored.manifest();
    }

    @Test
    void copyLiesBesideTheDatabaseCheckedAndForItsOwnerOnly() throws IOException {
        var before = Files.readAllBytes(copyInTheStore());

        var staged = staged(ask("n-1"));

        assertThat(staged.file()).isEqualTo(scratch().toString());
        assertThat(staged.fingerprint()).isEqualTo(manifest.fingerprint());
        assertThat(staged.rows()).isEqualTo(Map.of("entry", 500L));
        assertThat(staged.plan()).isEqualTo(Requests.PLAN);
        assertThat(scratch()).hasBinaryContent(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch())))
                .isEqualTo("rw-------");
        assertThat(copyInTheStore()).hasBinaryContent(before);
        assertThat(children(snapshotFolder)).containsExactly("data.db", "manifest.json");
        assertThat(children(folder)).noneMatch(it -> it.startsWith(scratch().getFileName() + "-"));
        assertThat(service.stagings.countOpen()).isZero();
    }

    @Test
    void answerNamesTheQuestionAndItsActor() {
        ask("n-1");

        var sent =
                service.sent().stream()
                        .filter(it -> it.event() instanceof RestoreStaged)
                        .toList()
                        .getFirst();

        assertThat(sent.envelope().causation()).isEqualTo(new EventId("n-1"));
        assertThat(sent.envelope().correlation()).isEqualTo(Requests.PLAN);
        assertThat(sent.envelope().actor()).isEqualTo(Actor.user("alice"));
    }

    @Test
    void sameRunThatAsksAgainIsAnsweredAgainWithANewCopy() throws IOException {
        ask("n-1");
        Files.writeString(scratch(), "used up");
        Files.writeString(Path.of(scratch() + "-journal"), "a journal of the one that was used up");

        ask("n-2");

        assertThat(service.sent(RestoreStaged.class)).hasSize(2);
        assertThat(scratch()).hasSameBinaryContentAs(copyInTheStore());
        assertThat(Path.of(scratch() + "-journal")).doesNotExist();
    }

    @Test
    void redeliveredQuestionIsAnsweredOnce() {
        ask("n-1");
        ask("n-1");

        assertThat(service.sent(RestoreStaged.class)).hasSize(1);
    }

    @Test
    void folderOfADatabaseThatIsGoneIsMade() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "kb.db*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }

        assertThat(Path.of(staged(ask("n-1")).file())).exists();
    }

    @Test
    void flippedBitIsFound() throws IOException {
        try (var file = FileChannel.open(copyInTheStore(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), file.size() - 17);
        }

        var finding = failed(ask("n-1"));

        assertThat(finding.code()).isEqualTo("checksum-mismatch");
        assertThat(finding.message())
                .contains(copyInTheStore().toString())
                .contains(manifest.sha256());
        assertThat(finding.remedy()).contains("another snapshot");
    }

    @Test
    void truncatedCopyIsFound() throws IOException {
        try (var file = FileChannel.open(copyInTheStore(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 4096);
        }

        var finding = failed(ask("n-1"));

        assertThat(finding.code()).isEqualTo("snapshot-broken");
        assertThat(finding.message()).contains("bytes where the manifest says");
    }

    @Test
    void missingCopyIsFound() throws IOException {
        Files.delete(copyInTheStore());

        assertThat(failed(ask("n-1")).message()).contains("is missing");
    }

    @Test
    void missingSnapshotIsFound() {
        var finding =
                failed(answer(Requests.restoreNeeded("n-1", run, "kb", SnapshotId.next(), "00")));

        assertThat(finding.code()).isEqualTo("snapshot-missing");
        assertThat(finding.message()).contains(folder.resolve("snapshots").toString());
    }

    @Test
    void manifestThatWasSwappedIsFound() throws IOException {
        describe(withSha256("00".repeat(32)));

        var finding = failed(ask("n-1"));

        assertThat(finding.code()).isEqualTo("manifest-changed");
        assertThat(finding.message()).contains(manifest.sha256());
    }

    @Test
    void manifestOfAnotherSnapshotIsFound() throws IOException {
        service.accept(Requests.take("r-2", "kb"));
        service.worker.workOff();
        var other = service.folders.list().getFirst().folder().resolve("manifest.json");
        Files.copy(
                other,
                snapshotFolder.resolve("manifest.json"),
                StandardCopyOption.REPLACE_EXISTING);

        var finding = failed(ask("n-1"));

        assertThat(finding.code()).isEqualTo("snapshot-broken");
        assertThat(finding.message()).contains("its manifest is that of snapshot");
    }

    @Test
    void rowsAndFingerprintThatAreNotTheManifestsAreFound() throws IOException {
        describe(with(manifest.fingerprint(), Map.of("entry", 499L)));
        assertThat(failed(ask("n-1")).code()).isEqualTo("rows-mismatch");

        describe(with("sqlite-schema-1:00", manifest.rows()));
        assertThat(failed(ask("n-2")).code()).isEqualTo("fingerprint-mismatch");
    }

    @Test
    void snapshotOfAnotherDatabaseIsRefused() {
        BackupFixture.database(folder, "other", 1);

        var finding =
                failed(
                        answer(
                                Requests.restoreNeeded(
                                        "n-1",
                                        run,
                                        "other",
                                        manifest.snapshot(),
                                        manifest.sha256())));

        assertThat(finding.code()).isEqualTo("snapshot-of-another-database");
        assertThat(folder.resolve(".other.db.restore-" + run)).doesNotExist();
    }

    @Test
    void databaseThatIsNotKnownIsRefused() {
        var finding =
                failed(
                        answer(
                                Requests.restoreNeeded(
                                        "n-1",
                                        run,
                                        "nowhere",
                                        manifest.snapshot(),
                                        manifest.sha256())));

        assertThat(finding.code()).isEqualTo("unknown-database");
    }

    @Test
    void whatIsNoFileIsNotReplaced() throws IOException {
        Files.createDirectories(scratch().resolve("of somebody"));

        var finding = failed(ask("n-1"));

        assertThat(finding.code()).isEqualTo("copy-failed");
        assertThat(scratch().resolve("of somebody")).isDirectory();
    }

    @Test
    void fileIsStagedByItsChecksumAlone() throws IOException {
        var file = folder.resolve("elsewhere/old.db");
        Files.createDirectories(file.getParent());
        Files.copy(copyInTheStore(), file);

        var staged =
                staged(answer(Requests.fileNeeded("n-1", run, file.toString(), manifest.sha256())));

        assertThat(staged.snapshot()).isNull();
        assertThat(Path.of(staged.file())).hasSameBinaryContentAs(file);
        assertThat(staged.fingerprint()).isEqualTo(manifest.fingerprint());
    }

    @Test
    void fileThatWasChangedOrIsNoDatabaseOrIsMissingIsRefused() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "no database ".repeat(1000));

        var changed = failed(answer(Requests.fileNeeded("n-1", run, text.toString(), "00")));
        var noDatabase =
                failed(
                        answer(
                                Requests.fileNeeded(
                                        "n-2", run, text.toString(), ScratchFile.sha256Of(text))));
        var missing = failed(answer(Requests.fileNeeded("n-3", run, "none.db", "00")));

        assertThat(changed.code()).isEqualTo("checksum-mismatch");
        assertThat(noDatabase.message()).contains("not a SQLite database");
        assertThat(missing.message()).contains(folder.resolve("none.db").toString());
    }

    @Test
    void fileOfADatabaseInUseAndTheDatabaseItselfAreRefused() throws IOException {
        var database = folder.resolve("kb.db");
        var itself = failed(answer(Requests.fileNeeded("n-1", run, "kb.db", "00")));
        Files.writeString(folder.resolve("kb.db-wal"), "not yet in the file");

        var inUse = failed(answer(Requests.fileNeeded("n-2", run, database.toString(), "00")));

        assertThat(itself.code()).isEqualTo("file-is-the-database");
        assertThat(inUse.code()).isEqualTo("file-in-use");
    }

    @Test
    void copyOfARunThatHasEndedIsRemovedAtTheNextStart() throws IOException {
        ask("n-1");
        service.accept(
                Requests.executor(
                        "e-1",
                        new RunCompleted(
                                Requests.PLAN,
                                run,
                                new DatabaseId("kb"),
                                Duration.ZERO,
                                0,
                                null,
                                null)));

        var restarted = BackupFixture.restarted(folder);

        assertThat(scratch()).doesNotExist();
        assertThat(restarted.stagings.leftovers()).isEmpty();
    }

    @Test
    void copyOfARunThatMayBeRetriedStays() throws IOException {
        ask("n-1");
        service.accept(
                Requests.executor(
                        "e-1",
                        new RunFailed(
                                Requests.PLAN,
                                run,
                                new DatabaseId("kb"),
                                "locked",
                                false,
                                true,
                                "NEEDS_OPERATOR",
                                null,
                                false)));

        BackupFixture.restarted(folder);

        assertThat(scratch()).exists();
    }

    @Test
    void wholeSnapshotIsVerified() throws IOException {
        var verdict = verify();

        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.checked())
                .contains(
                        "SHA-256 is %s, as recorded".formatted(manifest.sha256()),
                        "integrity_check found no damage",
                        "1 tables have 500 rows, each as many as its manifest says");
        assertThat(children(snapshotFolder)).containsExactly("data.db", "manifest.json");
    }

    @Test
    void damagedSnapshotIsVerifiedWithFindings() throws IOException {
        try (var file = FileChannel.open(copyInTheStore(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4096), 4096);
        }

        var verdict = verify();

        assertThat(verdict.ok()).isFalse();
        assertThat(verdict.findings())
                .extracting(Finding::code)
                .contains("checksum-mismatch", "damaged");
    }

    private SnapshotVerification.Verdict verify() throws IOException {
        return SnapshotVerification.of(service.folders.find(manifest.snapshot()).orElseThrow());
    }

    private List<Object> ask(String id) {
        return answer(
                Requests.restoreNeeded(id, run, "kb", manifest.snapshot(), manifest.sha256()));
    }

    /** What was answered to the last question. */
    private List<Object> answer(KafkaEvent question) {
        service.accept(question);
        service.stager.workOff();
        return service.sent().stream()
                .<Object>map(it -> it.event())
                .filter(it -> it instanceof RestoreStaged || it instanceof RestoreFailed)
                .toList();
    }

    private static RestoreStaged staged(List<Object> answers) {
        assertThat(answers.getLast()).isInstanceOf(RestoreStaged.class);
        return (RestoreStaged) answers.getLast();
    }

    private Finding failed(List<Object> answers) {
        assertThat(answers.getLast()).isInstanceOf(RestoreFailed.class);
        assertThat(Files.isRegularFile(scratch())).as("left behind").isFalse();
        assertThat(service.stagings.countOpen()).isZero();
        return ((RestoreFailed) answers.getLast()).finding();
    }

    private Path scratch() {
        return folder.resolve(".kb.db.restore-" + run);
    }

    private Path copyInTheStore() {
        return snapshotFolder.resolve(manifest.file());
    }

    private Manifest withSha256(String sha256) {
        return new Manifest(
                manifest.snapshot(),
                manifest.database(),
                manifest.plan(),
                manifest.engine(),
                manifest.file(),
                manifest.bytes(),
                sha256,
                manifest.version(),
                manifest.fingerprint(),
                manifest.rows(),
                manifest.takenAt(),
                manifest.duration(),
                manifest.reason());
    }

    private Manifest with(String fingerprint, Map<String, Long> rows) {
        return new Manifest(
                manifest.snapshot(),
                manifest.database(),
                manifest.plan(),
                manifest.engine(),
                manifest.file(),
                manifest.bytes(),
                manifest.sha256(),
                manifest.version(),
                fingerprint,
                rows,
                manifest.takenAt(),
                manifest.duration(),
                manifest.reason());
    }

    private void describe(Manifest changed) throws IOException {
        Files.write(snapshotFolder.resolve("manifest.json"), Json.write(changed));
    }

    private static List<String> children(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        }
    }
}
