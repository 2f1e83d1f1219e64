package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.Texts.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a text is about, by its column's name. */
final class TextForms {

    private static final Form WORDS =
            (words, mark) -> words.state() + " " + words.noun() + behind(mark);

    private TextForms() {}

    /**
     * Words that a column's name has in it, and what then stands in it; the first that fits counts.
     */
    private record Hint(List<String> words, Form form) {

        boolean fits(String column) {
            return words.stream()
                    .anyMatch(
                            word ->
                                    column.equals(word)
                                            || column.endsWith("_" + word)
                                            || column.startsWith(word + "_"));
        }
    }

    private static final List<Hint> HINTS =
            List.of(
                    new Hint(List.of("email", "mail"), TextForms::email),
                    new Hint(List.of("url", "uri", "link", "website"), TextForms::url),
                    new Hint(List.of("uuid", "guid"), TextForms::uuid),
                    new Hint(
                            List.of("hash", "sha256", "checksum", "digest", "fingerprint"),
                            (words, mark) -> padded(mark) + words.hex(64 - padded(mark).length())),
                    new Hint(List.of("phone", "mobile", "fax"), TextForms::phone),
                    new Hint(List.of("path", "file", "filename"), TextForms::path),
                    new Hint(
                            List.of("first_name", "firstname", "given_name"),
                            (words, mark) -> words.firstName() + behind(mark)),
                    new Hint(
                            List.of("last_name", "lastname", "surname", "family_name"),
                            (words, mark) -> words.lastName() + behind(mark)),
                    new Hint(
                            List.of(
                                    "author",
                                    "user",
                                    "username",
                                    "owner",
                                    "assignee",
                                    "customer",
                                    "created_by",
                                    "updated_by",
                                    "by",
                                    "person"),
                            (words, mark) ->
                                    words.firstName() + " " + words.lastName() + behind(mark)),
                    new Hint(
                            List.of(
                                    "description",
                                    "problem",
                                    "solution",
                                    "comment",
                                    "comments",
                                    "message",
                                    "body",
                                    "content",
                                    "text",
                                    "notes",
                                    "note",
                                    "reason",
                                    "summary",
                                    "details",
                                    "resolution"),
                            (words, mark) -> words.sentences(3) + behind(mark)),
                    new Hint(
                            List.of("title", "subject", "headline", "label"),
                            (words, mark) ->
                                    capital(words.noun()) + " " + words.state() + behind(mark)),
                    new Hint(
                            List.of("code", "number", "sku", "reference", "ticket", "key"),
                            (words, mark) ->
                                    words.noun().substring(0, 3).toUpperCase(Locale.ROOT)
                                            + "-"
                                            + (mark.isEmpty() ? words.digits(6) : padded(mark))),
                    new Hint(
                            List.of("ip", "ip_address", "host_address"),
                            (words, mark) ->
                                    "10.%d.%d.%d"
                                            .formatted(
                                                    words.upTo(256),
                                                    words.upTo(256),
                                                    words.upTo(256))),
                    new Hint(
                            List.of("city", "town", "place", "location"),
                            (words, mark) -> words.city() + behind(mark)),
                    new Hint(
                            List.of("version", "release"),
                            (words, mark) ->
                                    "%d.%d.%d"
                                                    .formatted(
                                                            words.upTo(5),
                                                            words.upTo(20),
                                                            words.upTo(50))
                                            + behind(mark)));

    /** Words whose columns have few different values. */
    private record Few(List<String> words, List<String> values) {}

    private static final List<Few> FEW =
            List.of(
                    new Few(
                            List.of("status", "state"),
                            List.of("open", "active", "closed", "pending")),
                    new Few(List.of("severity", "priority"), List.of("medium", "low", "high")),
                    new Few(
                            List.of("category", "type", "kind"),
                            List.of("general", "data", "network", "batch")),
                    new Few(
                            List.of("country", "country_code"),
                            List.of("DE", "FR", "IT", "US", "JP")),
                    new Few(List.of("language", "lang", "locale"), List.of("en", "de", "fr")),
                    new Few(List.of("currency"), List.of("EUR", "USD", "GBP")),
                    new Few(List.of("color", "colour"), List.of("blue", "green", "red")),
                    new Few(List.of("environment", "env"), List.of("production", "test")),
                    new Few(List.of("role"), List.of("user", "admin", "guest")),
                    new Few(List.of("gender"), List.of("female", "male", "diverse")));

    static Form of(String column) {
        return HINTS.stream()
                .filter(hint -> hint.fits(column))
                .findFirst()
                .map(Hint::form)
                .orElse(WORDS);
    }

    /** The values of a column that has few, by its name. */
    static Optional<List<String>> few(String column) {
        return FEW.stream()
                .filter(few -> new Hint(few.words(), WORDS).fits(column))
                .findFirst()
                .map(Few::values);
    }

    private static String email(Vocabulary words, String mark) {
        return "%s.%s%s@example.org"
                .formatted(
                        words.firstName().toLowerCase(Locale.ROOT),
                        words.lastName().toLowerCase(Locale.ROOT),
                        mark.isEmpty() ? words.digits(3) : "." + mark);
    }

    private static String url(Vocabulary words, String mark) {
        return "https://example.org/%s/%s"
                .formatted(words.noun(), mark.isEmpty() ? words.digits(5) : mark);
    }

    private static String uuid(Vocabulary words, String mark) {
        var last = mark.isEmpty() ? words.hex(12) : "%12s".formatted(mark).replace(' ', '0');
        return "%s-%s-4%s-8%s-%s"
                .formatted(words.hex(8), words.hex(4), words.hex(3), words.hex(3), last);
    }

    private static String phone(Vocabulary words, String mark) {
        return "+49 30 " + (mark.isEmpty() ? words.digits(7) : padded(mark));
    }

    private static String path(Vocabulary words, String mark) {
        return "/srv/%s/%s%s.txt".formatted(words.noun(), words.state(), behind(mark));
    }

    private static String behind(String mark) {
        return mark.isEmpty() ? "" : " " + mark;
    }

    private static String padded(String mark) {
        return mark.isEmpty() ? "" : "%6s".formatted(mark).replace(' ', '0');
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
