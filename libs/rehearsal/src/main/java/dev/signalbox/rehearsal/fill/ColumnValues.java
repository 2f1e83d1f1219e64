package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.Moments.Form;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which values fit a column: by its checks first, then by its type, its name and its default. */
final class ColumnValues {

    private static final Pattern LENGTH = Pattern.compile("\\(\\s*(\\d{1,9})\\s*\\)");
    private static final Pattern TEXT_DEFAULT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern MOMENT =
            Pattern.compile("(.*_)?(at|date|datetime|timestamp|time|since|until|on)");
    private static final Pattern TRUTH =
            Pattern.compile("(is|has|can|should|allow)_.*|enabled|active|deleted|.*_enabled");
    private static final Pattern SHARE =
            Pattern.compile(
                    ".*(confidence|score|ratio|rate|probability|accuracy|share|similarity|weight|threshold).*");
    private static final Pattern MONEY =
            Pattern.compile(".*(price|amount|cost|total|fee|balance).*");
    private static final Pattern COUNT =
            Pattern.compile("(.*_)?(count|quantity|hits|views|attempts|retries)");
    private static final Pattern JSON =
            Pattern.compile("(.*_)?(json|metadata|payload|config|settings|properties|attributes)");
    private static final double MUCH = 1_000_000;

    private final ColumnFacts column;
    private final Limits limits;
    private final boolean many;

    private ColumnValues(ColumnFacts column, Limits limits, boolean many) {
        this.column = column;
        this.limits = limits;
        this.many = many;
    }

    /**
     * @throws IllegalArgumentException when the limits leave nothing
     */
    static Values of(ColumnFacts column, Limits limits) {
        return new ColumnValues(column, limits, false).values();
    }

    /** As many different ones as the limits leave, whatever the name says. */
    static Values many(ColumnFacts column, Limits limits) {
        return new ColumnValues(column, limits, true).values();
    }

    private Values values() {
        var allowed = limits.allowed();
        if (allowed != null) {
            var kept = allowed.stream().filter(this::isBetween).toList();
            if (kept.isEmpty()) {
                throw new IllegalArgumentException(
                        "the checks of " + column.name() + " leave no value");
            }
            return new Choice(kept);
        }
        if (isMoment() && limits.least() == null && limits.most() == null) {
            return new Moments(momentForm());
        }
        return switch (column.affinity()) {
            case INTEGER -> whole();
            case REAL -> real();
            case NUMERIC -> numeric();
            case TEXT -> text();
            case BLOB -> new Blobs(Math.clamp(16, limits.shortest(), limits.longest()));
        };
    }

    private boolean isBetween(Object value) {
        if (!(value instanceof Number number)) {
            return true;
        }
        var least = limits.least();
        var most = limits.most();
        return (least == null || number.doubleValue() >= least)
                && (most == null || number.doubleValue() <= most);
    }

    private boolean isMoment() {
        var type = column.type();
        return type.contains("DATE")
                || type.contains("TIME")
                || (MOMENT.matcher(column.folded()).matches() && limits.isAny());
    }

    private Form momentForm() {
        var name = column.folded();
        return switch (column.affinity()) {
            case INTEGER, REAL ->
                    name.contains("ms") || name.contains("milli") ? Form.MILLIS : Form.SECONDS;
            case NUMERIC, TEXT, BLOB ->
                    column.type().equals("DATE") || name.endsWith("date") || name.endsWith("_on")
                            ? Form.DATE
                            : column.type().equals("TIME") ? Form.TIME : Form.DATE_TIME;
        };
    }

    private Values numeric() {
        if (column.type().contains("BOOL") && !many) {
            return new Choice(List.of(1L, 0L));
        }
        return column.type().contains(",") || MONEY.matcher(column.folded()).matches()
                ? real()
                : whole();
    }

    private Values whole() {
        var name = column.folded();
        if (limits.least() == null && limits.most() == null && !many && isTruth(name)) {
            return new Choice(List.of(1L, 0L));
        }
        var least = limits.least() == null ? 0 : (long) Math.ceil(limits.least());
        var most = limits.most() == null ? Long.MAX_VALUE / 2 : (long) Math.floor(limits.most());
        if (limits.least() == null && most < 0) {
            least = most - (long) MUCH;
        }
        var usual =
                COUNT.matcher(name).matches()
                        ? 100
                        : name.equals("year") || name.endsWith("_year")
                                ? 2026
                                : name.endsWith("priority") || name.endsWith("level") ? 5 : 10_000;
        if (usual == 2026 && limits.least() == null) {
            least = 2015;
        }
        return new Whole(
                least, most, limits.most() == null ? least + Math.max(0, usual - least) : most);
    }

    private static boolean isTruth(String name) {
        return TRUTH.matcher(name).matches();
    }

    private Values real() {
        var name = column.folded();
        var usual = SHARE.matcher(name).matches() ? 1 : name.contains("percent") ? 100 : 1_000;
        var least = limits.least() == null ? 0 : limits.least();
        var most = limits.most() == null ? Math.max(least, 0) + usual : limits.most();
        if (limits.least() == null && most < 0) {
            least = most - usual;
        }
        return new Real(least, most, usual == 1 ? 4 : 2);
    }

    private Values text() {
        var name = column.folded();
        if (limits.json() || column.type().contains("JSON")) {
            return json();
        }
        if (limits.least() != null || limits.most() != null) {
            // A number in a column of texts; SQLite compares it as its affinity says.
            return whole();
        }
        if (limits.isAny() && !many) {
            var standard = textDefault();
            if (standard.isPresent()) {
                return new Choice(List.of(standard.get()));
            }
            var few = TextForms.few(name);
            if (few.isPresent()) {
                return new Choice(few.get().stream().map(value -> (Object) value).toList());
            }
            if (JSON.matcher(name).matches()) {
                return json();
            }
        }
        var like = limits.like();
        return new Texts(
                TextForms.of(name), like == null ? "" : like, limits.shortest(), longest());
    }

    private static Values json() {
        return new Texts(
                (words, mark) ->
                        "{\"%s\": \"%s\"%s}"
                                .formatted(
                                        words.noun(),
                                        words.state(),
                                        mark.isEmpty() ? "" : ", \"id\": \"" + mark + "\""),
                "",
                0,
                Integer.MAX_VALUE);
    }

    /** What an application relies on is likelier to be the default than anything invented. */
    private Optional<String> textDefault() {
        return Stream.ofNullable(column.defaultValue())
                .map(TEXT_DEFAULT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1).replace("''", "'"))
                .findFirst();
    }

    /** {@code VARCHAR(20)}, which SQLite itself does not hold to. */
    private int longest() {
        var matcher = LENGTH.matcher(column.type());
        var declared = matcher.find() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
        return Math.min(Math.max(1, declared), limits.longest());
    }
}
