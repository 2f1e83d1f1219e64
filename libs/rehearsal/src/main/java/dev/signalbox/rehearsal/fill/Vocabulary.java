package dev.signalbox.rehearsal.fill;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words to make texts of. */
record Vocabulary(SplittableRandom random) {

    private static final List<String> FIRST_NAMES =
            List.of(
                    "Anna", "Ben", "Carla", "David", "Elena", "Felix", "Grace", "Hugo", "Ines",
                    "Jonas", "Kim", "Lena", "Marco", "Nora", "Oskar", "Paula", "Quinn", "Rosa",
                    "Simon", "Tara");
    private static final List<String> LAST_NAMES =
            List.of(
                    "Abel", "Bauer", "Costa", "Dahl", "Evans", "Fischer", "Garcia", "Hansen", "Ito",
                    "Jensen", "Keller", "Lang", "Meyer", "Novak", "Olsen", "Price", "Rossi",
                    "Silva", "Turner", "Weber");
    private static final List<String> NOUNS =
            List.of(
                    "account",
                    "backup",
                    "batch",
                    "cache",
                    "customer",
                    "disk",
                    "file",
                    "index",
                    "invoice",
                    "job",
                    "message",
                    "network",
                    "order",
                    "payment",
                    "printer",
                    "queue",
                    "report",
                    "request",
                    "server",
                    "session",
                    "table",
                    "ticket",
                    "transfer",
                    "update");
    private static final List<String> STATES =
            List.of(
                    "blocked",
                    "changed",
                    "delayed",
                    "duplicate",
                    "empty",
                    "expired",
                    "full",
                    "late",
                    "locked",
                    "lost",
                    "missing",
                    "new",
                    "pending",
                    "ready",
                    "slow",
                    "wrong");
    private static final List<String> CITIES =
            List.of("Aarhus", "Bern", "Cork", "Delft", "Essen", "Faro", "Graz", "Halle", "Linz");

    String noun() {
        return of(NOUNS);
    }

    String state() {
        return of(STATES);
    }

    String firstName() {
        return of(FIRST_NAMES);
    }

    String lastName() {
        return of(LAST_NAMES);
    }

    String city() {
        return of(CITIES);
    }

    /** Such as {@code The order is late after the update.} */
    String sentence() {
        return "The %s is %s after the %s.".formatted(noun(), state(), noun());
    }

    String sentences(int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(i -> sentence())
                .collect(Collectors.joining(" "));
    }

    String digits(int count) {
        return number(10, count);
    }

    String hex(int count) {
        return number(16, count);
    }

    private String number(int radix, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(Character.forDigit(random.nextInt(radix), radix));
        }
        return text.toString();
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    String of(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
