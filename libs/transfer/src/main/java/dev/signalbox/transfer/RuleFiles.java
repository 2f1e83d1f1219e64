package dev.signalbox.transfer;

import dev.signalbox.events.Finding;
import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.YamlFile;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the rules of a project, all of them or every reason why not. */
public final class RuleFiles {

    private RuleFiles() {}

    /** What reading came to. */
    public sealed interface Outcome {

        record Read(RuleSet rules) implements Outcome {}

        /**
         * @param findings at least one
         */
        record Refused(List<Finding> findings) implements Outcome {

            public Refused {
                findings = List.copyOf(findings);
            }
        }
    }

    public static Outcome read(LoadOutcome.Loaded project) {
        return read(project.transformations(), project.migrations());
    }

    /**
     * @param files rules and jars
     * @param migrations behind which rules may run
     */
    public static Outcome read(List<SourceFile> files, MigrationSet migrations) {
        return read(files, MigrationNames.of(migrations));
    }

    /** Reads again what a plan has of rules that were read before it was made. */
    public static Outcome readPlanned(List<SourceFile> files) {
        return read(files, MigrationNames.any());
    }

    private static Outcome read(List<SourceFile> files, MigrationNames migrations) {
        Complaints complaints = new Complaints();
        FunctionJars jars =
                new FunctionJars(files.stream().filter(it -> hasSuffix(it, ".jar")).toList());
        List<Rule> rules = new ArrayList<>();
        for (SourceFile file : files) {
            if (!hasSuffix(file, ".jar")) {
                Complaints.InFile about = complaints.about(file.path());
                YamlFile.read(file.bytes(), "Say id, description and what it does.", about)
                        .flatMap(node -> new RuleReader(file, migrations, jars, about).read(node))
                        .ifPresent(rules::add);
            }
        }
        mustDiffer(rules, complaints);
        return complaints.any()
                ? new Outcome.Refused(complaints.findings())
                : new Outcome.Read(new RuleSet(rules));
    }

    private static void mustDiffer(List<Rule> rules, Complaints complaints) {
        Map<String, Rule> first = new LinkedHashMap<>();
        for (Rule rule : rules) {
            Rule other = first.putIfAbsent(rule.id(), rule);
            if (other != null) {
                complaints.error(
                        "duplicate-rule",
                        rule.file().path(),
                        "The id " + rule.id() + " is that of " + other.file().path() + ", too",
                        "Give one of them another id.");
            }
        }
    }

    private static boolean hasSuffix(SourceFile file, String suffix) {
        return file.name().toLowerCase(Locale.ROOT).endsWith(suffix);
    }
}
