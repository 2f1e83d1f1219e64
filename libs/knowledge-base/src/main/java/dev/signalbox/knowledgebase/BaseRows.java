package dev.signalbox.knowledgebase;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the first version has: entries, and what people do with them. */
final class BaseRows {

    private static final List<String> ACTIONS =
            List.of(
                    "view",
                    "view",
                    "view",
                    "view",
                    "view",
                    "copy",
                    "apply",
                    "apply",
                    "share",
                    "rate_success",
                    "rate_success",
                    "rate_failure");

    private static final int FEEDBACK_TO_A_TICKET = 3;

    private final Fill fill;

    private BaseRows(Fill fill) {
        this.fill = fill;
    }

    static List<TableRows> of(Fill fill) {
        var rows = new BaseRows(fill);
        return List.of(
                TableRows.of(
                        FilledTable.KB_ENTRIES,
                        "id, title, problem, solution, category, severity, component, usage_count, success_count, failure_count, version, archived, created_by, created_at, updated_at",
                        rows::entry),
                TableRows.of(FilledTable.KB_TAGS, "entry_id, tag", rows::tag),
                TableRows.of(
                        FilledTable.SEARCH_HISTORY,
                        "id, query, search_type, results_count, selected_entry_id, user_id, duration_ms, searched_at",
                        rows::search),
                TableRows.of(
                        FilledTable.USAGE_METRICS,
                        "id, entry_id, action, user_id, duration_ms, occurred_at",
                        rows::metric),
                TableRows.of(
                        FilledTable.FEEDBACK,
                        "id, entry_id, rating, was_successful, ticket_id, comment, user_id, created_at",
                        rows::feedback));
    }

    private @Nullable Object[] entry(long row, Dice dice) {
        Entry entry = fill.entries().at(row);
        Topic topic = entry.topic();
        int used = used(row, dice);
        int rated = used == 0 ? 0 : Math.max(1, (int) (used * (0.2 + 0.3 * dice.share())));
        int successes = (int) Math.round(rated * (0.55 + 0.45 * dice.share()));
        long created = Moments.longAgo(dice);
        return new @Nullable Object[] {
            entry.id(),
            entry.told(topic.title()),
            entry.told(topic.problem()),
            entry.told(topic.solution()),
            topic.category(),
            topic.severity(),
            entry.component().name(),
            used,
            successes,
            rated - successes,
            1 + dice.below(4),
            used == 0 && dice.chance(0.3) ? 1 : 0,
            People.one(dice),
            Moments.text(created),
            Moments.text(created + 86_400L * dice.below(150))
        };
    }

    /** As the dice that choose entries by popularity make it: the first ones are used most. */
    private int used(long row, Dice dice) {
        double rank = (row + 0.5) / fill.entries().count();
        double expected = 10 * Math.pow(rank, -2.0 / 3) / 3;
        return dice.chance(0.05) ? 0 : (int) (expected * (0.6 + 0.8 * dice.share()));
    }

    private @Nullable Object[] tag(long row, Dice dice) {
        Entry entry = fill.entries().at(row / 3);
        String tag =
                switch ((int) (row % 3)) {
                    case 0 -> entry.topic().tag();
                    case 1 -> entry.topic().code().toLowerCase(Locale.ROOT).replace(' ', '-');
                    default -> entry.component().prefix().toLowerCase(Locale.ROOT);
                };
        return new @Nullable Object[] {entry.id(), tag};
    }

    private @Nullable Object[] search(long row, Dice dice) {
        Entry entry = fill.entries().at(dice.popular(fill.entries().count()));
        boolean found = dice.chance(0.85);
        String type = "full_text";
        String query;
        switch (dice.below(6)) {
            case 0 -> {
                query = entry.topic().code();
                type = "exact";
            }
            case 1 -> query = entry.topic().code() + " " + entry.component().name();
            case 2 -> query = entry.program() + " " + entry.topic().tag();
            case 3 -> {
                query = entry.topic().tag();
                type = "tag";
            }
            case 4 -> {
                query = entry.topic().category();
                type = "category";
            }
            default -> query = entry.told(entry.topic().title()).toLowerCase(Locale.ROOT);
        }
        return new @Nullable Object[] {
            fill.of(FilledTable.SEARCH_HISTORY).number(row),
            found ? query : query.substring(0, query.length() - 1) + "x",
            type,
            found ? 1 + (int) (40 * Math.pow(dice.share(), 3)) : 0,
            found && dice.chance(0.7) ? entry.id() : null,
            People.one(dice),
            2 + (int) (400 * Math.pow(dice.share(), 6)),
            Moments.text(Moments.atWork(dice))
        };
    }

    private @Nullable Object[] metric(long row, Dice dice) {
        String action = dice.oneOf(ACTIONS);
        return new @Nullable Object[] {
            fill.of(FilledTable.USAGE_METRICS).number(row),
            fill.entries().id(dice.popular(fill.entries().count())),
            action,
            People.one(dice),
            action.equals("view") ? 3_000 + dice.below(240_000) : null,
            Moments.text(Moments.atWork(dice))
        };
    }

    /** Those of one ticket follow each other, within hours, and mostly about the same entry. */
    private @Nullable Object[] feedback(long row, Dice dice) {
        long number = fill.of(FilledTable.FEEDBACK).number(row);
        long ticket = number - number % FEEDBACK_TO_A_TICKET;
        var about = new Dice(fill.seed(), "ticket", ticket);
        long rank = about.popular(fill.entries().count());
        if (dice.chance(0.3)) {
            rank = dice.popular(fill.entries().count());
        }
        Entry entry = fill.entries().at(rank);
        boolean successful = dice.chance(0.78);
        boolean hasTicket = dice.chance(0.45);
        boolean saysTicket = !hasTicket && dice.chance(0.1);
        String told = ticket(ticket);
        return new @Nullable Object[] {
            number,
            entry.id(),
            successful ? 3 + dice.below(3) : 1 + dice.below(2),
            successful ? 1 : 0,
            hasTicket ? told : null,
            comment(entry, successful, saysTicket ? told : null, dice),
            People.one(dice),
            Moments.text(
                    Moments.around(about, hour(about))
                            + 7_200 * (number % FEEDBACK_TO_A_TICKET)
                            + dice.below(7_200))
        };
    }

    /** Mostly at night, when jobs run. */
    private static int hour(Dice dice) {
        return dice.chance(0.7) ? dice.between(1, 5) : dice.between(8, 14);
    }

    private static String ticket(long number) {
        return "INC" + (10_000_000 + number);
    }

    private static @Nullable String comment(
            Entry entry, boolean successful, @Nullable String ticket, Dice dice) {
        String about = ticket == null ? "" : " Ticket " + ticket + ".";
        if (ticket == null && dice.chance(0.3)) {
            return null;
        }
        String said =
                successful
                        ? switch (dice.below(4)) {
                            case 0 -> "Solved it at once.";
                            case 1 -> "Step 1 was enough for " + entry.program() + ".";
                            case 2 -> entry.topic().code() + " is gone after step 2.";
                            default -> "Worked, but took until the morning.";
                        }
                        : switch (dice.below(3)) {
                            case 0 -> "Same " + entry.topic().code() + ", other cause.";
                            case 1 -> "Did not help in " + entry.component().name() + ".";
                            default -> "Step 3 is out of date.";
                        };
        return said + about;
    }
}
