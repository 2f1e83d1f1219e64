package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.Analysis;
import dev.signalbox.analysis.Fixing;
import dev.signalbox.analysis.RuleLevels;
import dev.signalbox.cli.json.Node;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at folders of migrations, one after the other, and collects what is said. */
public final class Validation {

    private final Path here;
    private final Analyser analyser;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Fixing.Outcome> fixes = new ArrayList<>();
    private final List<Node> verifications = new ArrayList<>();
    private int migrations;
    private int statements;

    /**
     * @param here the working directory
     */
    public Validation(Path here, RuleLevels levels) {
        this.here = here.toAbsolutePath().normalize();
        this.analyser = new Analyser(levels);
    }

    public void check(MigrationsToCheck target) {
        add(target.folder(), analyse(target));
        for (var diagnosis : RuleDiagnoses.of(read(target))) {
            var file = target.folder().resolve(diagnosis.finding().file());
            entries.add(new Entry(diagnosis, shown(file), null));
        }
    }

    /**
     * Carries fixes out, and then looks again.
     *
     * @param applied stems of migrations whose files must stay as they are
     */
    public void fix(MigrationsToCheck target, Set<String> applied) throws IOException {
        fixes.addAll(new Fixing(target.folder(), applied).apply(analyse(target)));
        check(target);
    }

    public void add(Node verification) {
        verifications.add(verification);
    }

    public Report report() {
        return new Report(migrations, statements, entries, fixes, verifications);
    }

    private Analysis analyse(MigrationsToCheck target) {
        return analyser.analyse(read(target));
    }

    private static LoadOutcome read(MigrationsToCheck target) {
        return new MigrationLoader().readFolder(target.folder(), target.placeholders());
    }

    private void add(Path folder, Analysis analysis) {
        migrations += analysis.migrations().size();
        statements += analysis.statements();
        for (var diagnosis : analysis.diagnoses()) {
            var file = diagnosis.finding().file();
            entries.add(
                    new Entry(
                            diagnosis, shown(folder.resolve(file)), analysis.sources().get(file)));
        }
    }

    private String shown(Path file) {
        var whole = file.toAbsolutePath().normalize();
        var path = whole.startsWith(here) ? here.relativize(whole) : whole;
        return path.toString().replace('\\', '/');
    }
}
