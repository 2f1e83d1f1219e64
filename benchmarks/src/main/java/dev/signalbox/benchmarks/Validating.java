package dev.signalbox.benchmarks;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.Analysis;
import dev.signalbox.analysis.RuleLevels;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A thousand files read, ordered, run in memory in both directions, and looked at by the rules. */
final class Validating {

    private static final int FILES = 1_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 10;

    private final Path ours;
    private final Path peers;
    private final String peersDatabase;

    Validating(Project project) throws IOException {
        var folder = project.folder().resolve("many");
        ours = folder.resolve("migrations");
        peers = folder.resolve("sql");
        peersDatabase = folder.resolve("peer.db").toString();
        ManyFiles.write(ours, peers, FILES);
    }

    void measure(Report report, Commands commands, Peer peer)
            throws IOException, InterruptedException {
        var warm = new Samples();
        var peersWarm = new Samples();
        for (var i = 0; i < WARM_UP + ROUNDS; i++) {
            var took = time(this::once);
            var peerTook = time(() -> FlywayValidation.once(peersDatabase, peers.toString()));
            if (i >= WARM_UP) {
                warm.add(took);
                peersWarm.add(peerTook);
            }
        }
        var whole = new Samples();
        var peersWhole = new Samples();
        for (var i = 0; i < ROUNDS; i++) {
            whole.add(commands.signalbox("validate", ours.toString()));
            peersWhole.add(peer.run(FlywayValidation.class, peersDatabase, peers.toString()));
        }
        report.add(Figure.of("validate 1,000 files, warm", warm, "ms", 1_000.0));
        report.add(
                Figure.of("Flyway: validate and info, 1,000 files, warm", peersWarm, "ms", null));
        report.add(Figure.beside(peersWarm, "validate 1,000 files, warm, beside it", warm, "ms"));
        report.add(Figure.of("validate 1,000 files, the command", whole, "ms", 3_000.0));
        report.add(Figure.of("Flyway: the same, its process", peersWhole, "ms", null));
        report.add(Figure.beside(peersWhole, "the command, beside it", whole, "ms"));
    }

    private int once() {
        Analysis analysis =
                new Analyser(RuleLevels.DEFAULT).analyse(new MigrationLoader().readFolder(ours));
        if (analysis.migrations().size() != FILES || analysis.count(Severity.ERROR) > 0) {
            throw new IllegalStateException(
                    "The files are not in order: " + analysis.diagnoses().getFirst());
        }
        return analysis.migrations().size();
    }

    private interface Work {
        int run() throws IOException;
    }

    private static Duration time(Work work) throws IOException {
        var begun = System.nanoTime();
        var files = work.run();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (files != FILES) {
            throw new IllegalStateException("%d of %d files".formatted(files, FILES));
        }
        return took;
    }
}
