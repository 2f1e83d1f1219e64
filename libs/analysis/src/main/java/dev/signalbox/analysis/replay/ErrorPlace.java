package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.source.Tokens;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the token that SQLite complains of. The driver does not say where it is, but SQLite reads
 * from left to right and stops at the first token that cannot be: the shortest beginning of the
 * statement that is refused in the same way ends with it.
 */
final class ErrorPlace {

    private static final Pattern NEAR =
            Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL);
    private static final Pattern NOT_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private final Connection connection;
    private final String sql;
    private final Tokens tokens;

    ErrorPlace(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
        this.tokens = Tokens.of(sql);
    }

    int of(String message) {
        if (message.equals("incomplete input")) {
            return sql.length();
        }
        Matcher near = NEAR.matcher(message);
        return near.matches() ? syntax(near.group(1)) : named(message);
    }

    private int syntax(String text) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.text(i).equals(text)) {
                candidates.add(i);
            }
        }
        int from = 0;
        int to = candidates.size() - 1;
        while (from < to) {
            int middle = (from + to) / 2;
            if (isRefusedUpTo(candidates.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return candidates.isEmpty() ? 0 : tokens.from(candidates.get(to));
    }

    private boolean isRefusedUpTo(int token) {
        try (PreparedStatement prepared =
                connection.prepareStatement(sql.substring(0, tokens.to(token)))) {
            return false;
        } catch (SQLException e) {
            return NEAR.matcher(SqlError.message(e)).matches();
        }
    }

    /** The last word of the message that stands in the statement, which is what it is about. */
    private int named(String message) {
        String[] words = NOT_A_NAME.split(message, -1);
        for (int i = words.length - 1; i >= 0; i--) {
            int found = words[i].isEmpty() ? -1 : tokens.findName(words[i], 0);
            if (found >= 0) {
                int again = tokens.findName(words[i], found + 1);
                boolean second = message.startsWith("duplicate") && again >= 0;
                return tokens.from(second ? again : found);
            }
        }
        return 0;
    }
}
