package dev.signalbox.cli.demo;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Entries of a knowledge base as support teams write them; the same ones every time. */
final class SampleTexts {

    private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 8, 8, 30);

    private static final List<Topic> TOPICS =
            List.of(
                    new Topic(
                            "Batch",
                            "S0C7",
                            "Job ends abnormally in step %s: a packed field holds spaces",
                            "Initialise the field before the first ADD; rerun from step %s",
                            "abend,cobol,data"),
                    new Topic(
                            "VSAM",
                            "VSAM-35",
                            "OPEN of the %s cluster fails: the file was never loaded",
                            "Define and load the cluster with IDCAMS, then restart %s",
                            "vsam,file,open"),
                    new Topic(
                            "JCL",
                            "IEF212I",
                            "Data set of DD %s not found after the nightly clean-up",
                            "Correct the generation in DD %s, or restore it from the archive",
                            "jcl,dataset"),
                    new Topic(
                            "DB2",
                            "SQLCODE-904",
                            "Resource of %s unavailable while the reorganisation runs",
                            "Wait for the reorganisation of %s to end, then rebind the package",
                            "db2,lock,reorg"),
                    new Topic(
                            "Network",
                            "ETIMEDOUT",
                            "Requests from %s to the gateway time out under load",
                            "Raise the connection pool of %s and lower its idle time",
                            "network,timeout,pool"),
                    new Topic(
                            "Functional",
                            "E-4711",
                            "Invoices of %s are rounded differently than in the ledger",
                            "Round half even in %s as the ledger does; recalculate open items",
                            "rounding,invoice"));

    private static final List<String> PLACES =
            List.of("PAYROLL", "CLAIMS", "BILLING", "CUSTMAST", "LEDGER", "ORDERS", "ARCHIVE");
    private static final List<String> SEARCHES =
            List.of("%s abend", "how to fix %s", "%s after release", "%s customer reports", "%s");

    private final SplittableRandom random = new SplittableRandom(20_240_108);

    private record Topic(
            String category, String code, String problem, String solution, String tags) {}

    record Entry(
            String title,
            String problem,
            String solution,
            String category,
            String tags,
            int used,
            int helped,
            int failed,
            String createdAt) {}

    Entry entry(int number) {
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var place = PLACES.get(random.nextInt(PLACES.size()));
        var failed = random.nextInt(14);
        var helped = random.nextInt(60);
        return new Entry(
                topic.code() + " in " + place + " (" + number + ")",
                topic.code() + ": " + topic.problem().replace("%s", place),
                topic.solution().replace("%s", place),
                topic.category(),
                topic.tags() + "," + place.toLowerCase(Locale.ROOT),
                helped + failed + random.nextInt(40),
                helped,
                failed,
                moment(number));
    }

    String search() {
        var code = TOPICS.get(random.nextInt(TOPICS.size())).code();
        return SEARCHES.get(random.nextInt(SEARCHES.size())).replace("%s", code);
    }

    /** One of the entries, or nothing in a tenth of the cases: not every search finds. */
    int anyOf(int entries) {
        return random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(entries);
    }

    int oneOf(int entries) {
        return 1 + random.nextInt(entries);
    }

    boolean helpful() {
        return random.nextInt(5) > 0;
    }

    static String moment(int number) {
        return FIRST.plusMinutes(7L * number).toString().replace('T', ' ');
    }
}
