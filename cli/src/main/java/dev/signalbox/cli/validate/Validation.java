package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Analyser;
import dev.signalbox.analysis.Analysis;
import dev.signalbox.analysis.Fixing;
import dev.signalbox.analysis.RuleLevels;
import dev.signalbox.cli.json.Node;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

    public void check(Path folder) {
        add(folder, analyse(folder));
    }

    /**
     * Carries fixes out, and then looks again.
     *
     * @param isFrozen whether a file must stay as it is
     */
    public void fix(Path folder, Predicate<String> isFrozen) throws IOException {
        fixes.addAll(new Fixing(folder, isFrozen).apply(analyse(folder)));
        check(folder);
    }

    public void add(Node verification) {
        verifications.add(verification);
    }

    public Report report() {
        return new Report(migrations, statements, entries, fixes, verifications);
    }

    private Analysis analyse(Path folder) {
        return analyser.analyse(new MigrationLoader().readFolder(folder));
    }

    private void add(Path folder, Analysis analysis) {
        migrations += analysis.migrations();
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
