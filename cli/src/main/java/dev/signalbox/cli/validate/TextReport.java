package dev.signalbox.cli.validate;

import dev.signalbox.analysis.Fixing.Outcome;
import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.text.VerificationText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * For people: each finding with the line that it is about. What is only information is told once a
 * rule, with the first place.
 */
public final class TextReport {

    private static final int WIDEST = 160;

    private final Report report;
    private final List<Line> lines = new ArrayList<>();

    private TextReport(Report report) {
        this.report = report;
    }

    public static List<Line> lines(Report report) {
        var text = new TextReport(report);
        report.fixes().forEach(text::fix);
        report.entries().stream()
                .filter(e -> e.diagnosis().severity() != Severity.INFO)
                .forEach(text::entry);
        text.infos();
        report.verifications()
                .forEach(v -> text.lines.addAll(VerificationText.lines(v.text("database"), v)));
        text.lines.add(text.sum());
        return text.lines;
    }

    /** The last line by itself, for those who write the report into a file. */
    public static Line sum(Report report) {
        return new TextReport(report).sum();
    }

    private void fix(Outcome outcome) {
        var place = outcome.diagnosis().finding().file() + ":" + outcome.diagnosis().line();
        switch (outcome) {
            case Outcome.Applied it ->
                    lines.add(Line.good("fixed    " + place + ": " + title(outcome)));
            case Outcome.Left it -> {
                lines.add(Line.warning("not fixed " + place + ": " + title(outcome)));
                lines.add(Line.faint("         " + it.why()));
            }
        }
    }

    private static String title(Outcome outcome) {
        var fix = outcome.diagnosis().fix();
        return (fix == null ? "" : fix.title()) + " [" + outcome.diagnosis().rule() + "]";
    }

    private void entry(Entry entry) {
        var diagnosis = entry.diagnosis();
        var finding = diagnosis.finding();
        var error = diagnosis.severity() == Severity.ERROR;
        var text =
                "%s%s: %s [%s]"
                        .formatted(
                                error ? "error    " : "warning  ",
                                place(entry),
                                finding.message(),
                                finding.code());
        lines.add(error ? Line.bad(text) : Line.warning(text));
        excerpt(entry);
        lines.add(Line.faint("         " + finding.remedy()));
        var fix = diagnosis.fix();
        if (fix != null) {
            lines.add(Line.faint("         --fix: " + fix.title() + "."));
        }
    }

    static String place(Entry entry) {
        var position = entry.diagnosis().finding().position();
        return position == null ? entry.path() : entry.path() + ":" + position;
    }

    private void excerpt(Entry entry) {
        var line = entry.line();
        if (line.isBlank() || !entry.mayBeShown() || line.length() > WIDEST) {
            return;
        }
        var number = String.valueOf(entry.diagnosis().line());
        var margin = " ".repeat(number.length());
        lines.add(Line.plain("         " + number + " | " + line));
        lines.add(Line.plain("         " + margin + " | " + carets(entry, line)));
    }

    /** Under the part that is meant; tabs stay tabs, so that the carets stand below it. */
    private static String carets(Entry entry, String line) {
        var diagnosis = entry.diagnosis();
        var from = line.offsetByCodePoints(0, Math.min(diagnosis.column() - 1, length(line)));
        var end = diagnosis.end();
        var to =
                end != null && end.line() == diagnosis.line()
                        ? line.offsetByCodePoints(0, Math.min(end.column() - 1, length(line)))
                        : line.stripTrailing().length();
        var before = line.substring(0, from).replaceAll("[^\t]", " ");
        return before + "^".repeat(Math.max(1, to - from));
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }

    private void infos() {
        var byRule = new LinkedHashMap<String, List<Entry>>();
        report.entries().stream()
                .filter(e -> e.diagnosis().severity() == Severity.INFO)
                .forEach(
                        e ->
                                byRule.computeIfAbsent(
                                                e.diagnosis().rule(), none -> new ArrayList<>())
                                        .add(e));
        byRule.forEach(
                (rule, entries) -> {
                    var first = entries.getFirst();
                    lines.add(
                            Line.plain(
                                    "info     %s: %s [%s]"
                                            .formatted(
                                                    place(first),
                                                    first.diagnosis().finding().message(),
                                                    rule)));
                    if (entries.size() > 1) {
                        lines.add(
                                Line.faint(
                                        "         The same in "
                                                + amount(entries.size() - 1, "other place")
                                                + "; --format json has all."));
                    }
                });
    }

    private Line sum() {
        var errors = report.count(Severity.ERROR);
        var text =
                "%s, %s: %s, %s, %s."
                        .formatted(
                                amount(report.migrations(), "migration"),
                                amount(report.statements(), "statement"),
                                amount(errors, "error"),
                                amount(report.count(Severity.WARNING), "warning"),
                                report.count(Severity.INFO) + " for information");
        return errors > 0 ? Line.bad(text) : Line.good(text);
    }

    static String amount(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
