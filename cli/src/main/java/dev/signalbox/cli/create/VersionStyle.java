package dev.signalbox.cli.create;

import dev.signalbox.sql.migration.FolderLayout;
import dev.signalbox.sql.migration.MigrationFormat;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a project counts: what its highest version looks like says what the next one does. */
final class VersionStyle {

    private static final String SECONDS = "yyyyMMddHHmmss";
    private static final String MINUTES = "yyyyMMddHHmm";
    private static final String DIESEL = "yyyy-MM-dd-HHmmss";
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)([0-9]+)", Pattern.DOTALL);
    private static final Pattern SEMANTIC = Pattern.compile("([0-9]+)([._])([0-9]+)\\2([0-9]+)");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("1[5-9][0-9]{8}|2[0-9]{9}");
    private static final long FIRST_YEAR = 1990;
    private static final long LAST_YEAR = 2200;

    private final FolderLayout layout;
    private final Instant now;

    VersionStyle(FolderLayout layout, Instant now) {
        this.layout = layout;
        this.now = now;
    }

    /**
     * The next version as a file's name has it, above every version of the folder.
     *
     * @param breaking raises the first of three numbers, as Semantic Versioning has it
     */
    String next(MigrationFormat format, boolean breaking) {
        List<FolderLayout.Name> names = layout.names();
        if (names.isEmpty()) {
            return first(format);
        }
        var highest = names.getLast().written();
        return time(highest)
                .map(pattern -> laterThan(highest, pattern))
                .orElseGet(() -> counted(highest, breaking));
    }

    private String first(MigrationFormat format) {
        return switch (format) {
            case SIGNALBOX, LIQUIBASE -> "001";
            case ANNOTATED, SQL_AND_ROLLBACK, PLAIN -> "0001";
            case FLYWAY -> "1";
            case GOLANG_MIGRATE -> "000001";
            case DBMATE, GOOSE, PRISMA -> formatted(SECONDS, now);
            case DIESEL -> formatted(DIESEL, now);
        };
    }

    private static Optional<String> time(String written) {
        return List.of(SECONDS, MINUTES, DIESEL).stream()
                .filter(pattern -> pattern.length() == written.length())
                .filter(pattern -> isTime(written, pattern))
                .findFirst();
    }

    private static boolean isTime(String written, String pattern) {
        try {
            var year = LocalDateTime.parse(written, formatter(pattern)).getYear();
            return year > FIRST_YEAR && year < LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A clock that is behind, or a file from the future, must not lead to an earlier version. */
    private String laterThan(String highest, String pattern) {
        var last = LocalDateTime.parse(highest, formatter(pattern)).toInstant(ZoneOffset.UTC);
        var step = pattern.equals(MINUTES) ? 60 : 1;
        var said = formatted(pattern, now);
        return said.compareTo(highest) > 0 ? said : formatted(pattern, last.plusSeconds(step));
    }

    private String counted(String highest, boolean breaking) {
        if (EPOCH_SECONDS.matcher(highest).matches()) {
            return String.valueOf(Math.max(now.getEpochSecond(), Long.parseLong(highest) + 1));
        }
        var semantic = SEMANTIC.matcher(highest);
        if (breaking && semantic.matches()) {
            return raised(semantic.group(1)) + semantic.group(2) + "0" + semantic.group(2) + "0";
        }
        Matcher last = LAST_NUMBER.matcher(highest);
        return last.matches() ? last.group(1) + raised(last.group(2)) : highest + ".1";
    }

    /** As wide as it was. */
    private static String raised(String number) {
        var next = new BigInteger(number).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, number.length() - next.length())) + next;
    }

    private static String formatted(String pattern, Instant time) {
        return formatter(pattern).format(time.atOffset(ZoneOffset.UTC));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
