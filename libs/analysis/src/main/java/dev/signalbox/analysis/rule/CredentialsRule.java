package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.SourceText;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind.Insert;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/** Credentials in files. What it finds, it never repeats. */
final class CredentialsRule implements Rule {

    /** No line of a file that people wrote is longer, and patterns cost with the length. */
    private static final int LONGEST = 100_000;

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "credentials",
                "Passwords, tokens, private keys, connection strings with passwords, keys of cloud"
                        + " providers; in comments, too",
                "A migration is in version control, in every plan, and in the trail, for ever.",
                "Take it out and replace the secret, which is known now; set it where the"
                        + " application is configured.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        Set<Integer> lines = check(migration.sources().getFirst(), report);
        migration.sources().stream().skip(1).forEach(source -> check(source, report));
        for (Step step : migration.up()) {
            if (step.kind() instanceof Insert insert && !insert.fromQuery()) {
                checkRows(step.statement(), lines, report);
            }
        }
    }

    /** The lines where something was found. */
    static Set<Integer> check(SourceText source, Reporter report) {
        Set<Integer> found = new HashSet<>();
        String text = source.text();
        for (SecretPatterns.Form form : SecretPatterns.FORMS) {
            if (text.length() > LONGEST || !text.contains(form.hint())) {
                continue;
            }
            Matcher matcher = form.form().matcher(text);
            while (matcher.find()) {
                boolean named = form.form().namedGroups().containsKey("secret");
                int from = named ? matcher.start("secret") : matcher.start();
                int to = named ? matcher.end("secret") : matcher.end();
                String secret = text.substring(from, to);
                boolean real =
                        !SecretPatterns.isPlaceholder(secret)
                                && (!form.what().equals("A secret")
                                        || SecretPatterns.isDense(secret));
                if (real && found.add(source.position(from).line())) {
                    report.at(
                            Place.of(source, from, to),
                            "%s stands here (%d characters).".formatted(form.what(), to - from));
                }
            }
        }
        return found;
    }

    /** Values of columns that are called after secrets. */
    private static void checkRows(Statement statement, Set<Integer> lines, Reporter report) {
        Tokens tokens = statement.tokens();
        int list = tokens.find("INTO", 0) + 2;
        list = tokens.is(list, TokenType.DOT) ? list + 2 : list;
        if (!tokens.is(list, TokenType.LEFT_PARENTHESIS) || !statement.isAsWritten()) {
            return;
        }
        List<Integer> secret = new ArrayList<>();
        int behind = tokens.skipGroup(list);
        for (int i = list + 1, column = 0; i < behind - 1; i += 2, column++) {
            if (tokens.isName(i) && SecretPatterns.isSecretColumn(tokens.name(i))) {
                secret.add(column);
            }
        }
        for (int i = behind; i < tokens.size() && !secret.isEmpty(); ) {
            int next = tokens.skipGroup(i);
            if (next > i) {
                checkRow(statement, i, next, secret, lines, report);
            }
            i = Math.max(next, i + 1);
        }
    }

    private static void checkRow(
            Statement statement,
            int from,
            int to,
            List<Integer> secret,
            Set<Integer> lines,
            Reporter report) {
        Tokens tokens = statement.tokens();
        int column = 0;
        int depth = 0;
        for (int i = from + 1; i < to - 1; i++) {
            depth += tokens.is(i, TokenType.LEFT_PARENTHESIS) ? 1 : 0;
            depth -= tokens.is(i, TokenType.RIGHT_PARENTHESIS) ? 1 : 0;
            if (depth == 0 && tokens.is(i, TokenType.COMMA)) {
                column++;
            } else if (depth == 0
                    && secret.contains(column)
                    && tokens.is(i, TokenType.STRING)
                    && isSecret(tokens.name(i))
                    && lines.add(statement.position(tokens.from(i)).line())) {
                report.at(
                        Place.token(statement, tokens.from(i)),
                        "The value of a column for secrets stands here (%d characters)."
                                .formatted(tokens.name(i).length()));
            }
        }
    }

    private static boolean isSecret(String value) {
        return value.length() >= 6
                && value.indexOf(' ') < 0
                && !SecretPatterns.isPlaceholder(value);
    }
}
