import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sums up the test reports below a folder: what failed, what was not run and why, and last a line
 * {@code N passed, N failed, N skipped}.
 *
 * <p>Arguments: Maven's exit status and the folder. Ends with status 1 when anything failed. It is
 * run from its source, by the JDK that ran the tests.
 */
final class TestSummary {
    private static final String PREFIX = "^(\\S+Exception: *)?(Assumption failed: *)?";

    private final Set<String> failures = new TreeSet<>();
    private final Map<String, Set<String>> notRun = new TreeMap<>();
    private int passed;
    private int failed;
    private int skipped;

    public static void main(String... args) throws IOException {
        boolean built = args[0].equals("0");
        var summary = new TestSummary();
        for (Path report : reports(Path.of(args[1]))) {
            summary.add(report);
        }
        summary.print(built);
        System.exit(built && summary.failed == 0 ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                        String name = String.valueOf(dir.getFileName());
                        return name.equals("src") || name.equals(".git")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                        String name = file.getFileName().toString();
                        if (file.getParent().endsWith("target/surefire-reports")
                                && name.startsWith("TEST-")
                                && name.endsWith(".xml")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }

    private void add(Path report) {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            boolean empty = true;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("testcase")) {
                    empty = false;
                    testCase(xml);
                }
            }
            if (empty) {
                // All that is left of a class whose @BeforeAll gave up: its tests are not listed.
                String name = report.getFileName().toString();
                skipped++;
                notRun("its class was skipped as a whole", name.substring(5, name.length() - 4));
            }
        } catch (IOException | XMLStreamException e) {
            // A report cut short is of a test run that was killed.
            failed++;
            failures.add(report + " cannot be read; was the run killed?");
        }
    }

    private void testCase(XMLStreamReader xml) throws XMLStreamException {
        String test = name(xml);
        boolean sound = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                passed += sound ? 1 : 0;
                return;
            }
            if (event != XMLStreamReader.START_ELEMENT || !sound) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "failure", "error" -> {
                    failed++;
                    failures.add(test);
                    sound = false;
                }
                case "skipped" -> {
                    skipped++;
                    sound = false;
                    notRun(reason(xml), test);
                }
                default -> {}
            }
        }
    }

    private void notRun(String reason, String test) {
        notRun.computeIfAbsent(reason, r -> new TreeSet<>()).add(test);
    }

    private static String name(XMLStreamReader xml) {
        String type = String.valueOf(xml.getAttributeValue(null, "classname"));
        String method = String.valueOf(xml.getAttributeValue(null, "name"));
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return method.isEmpty() || method.equals("null") ? simple : simple + "." + method;
    }

    /** Where the attribute is missing, as it is for longer messages, the stack trace has it. */
    private static String reason(XMLStreamReader xml) throws XMLStreamException {
        String message = xml.getAttributeValue(null, "message");
        String text = message == null || message.isBlank() ? xml.getElementText() : message;
        return text.lines()
                .map(line -> line.strip().replaceFirst(PREFIX, ""))
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("no reason was given");
    }

    private void print(boolean built) {
        System.out.println();
        failures.forEach(test -> System.out.println("failed: " + test));
        if (!built && failed == 0) {
            failed++;
            System.out.println("failed: the build itself; see [ERROR] above");
        }
        notRun.forEach(
                (reason, tests) ->
                        System.out.println(
                                "not run: " + String.join(", ", tests) + " because " + reason));
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    }
}
