package dev.signalbox.sql.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.migration.SourceFile;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A project made up, or made of the samples by changes of bytes, lines, files and names. */
final class DamagedProject {

    private static final byte[] SIGNS = "\0\r\n\"'`[](){}<>;-/*x_0?$@#:,.!\\^~".getBytes(UTF_8);
    private static final List<String> NAMES =
            List.of(
                    "001_a.sql",
                    "1_b.sql",
                    "2-c.SQL",
                    "3.1.0-rc.1_d.sql",
                    "20240131120000_e.sql",
                    "V1__f.sql",
                    "V1.2__g.sql",
                    "U1__f.sql",
                    "B7__h.sql",
                    "R__i.sql",
                    "V1__f.sql.conf",
                    "beforeMigrate.sql",
                    "sub/V9__j.sql",
                    "4_k.up.sql",
                    "4_k.down.sql",
                    "5_l.go",
                    "sql/0001_m.sql",
                    "rollback/0001_rollback.sql",
                    "2024-01-31-1_n/up.sql",
                    "2024-01-31-1_n/down.sql",
                    "2024-01-31-1_n/metadata.toml",
                    "20240131_o/migration.sql",
                    "hooks/beforeRun.sql",
                    "checks/001_a.sql",
                    "names.sql",
                    "\u00e4_\ud83d\ude00.sql");

    private final Random random;
    private final List<List<SourceFile>> samples;
    private final GeneratedText generated;

    DamagedProject(Random random, List<List<SourceFile>> samples) {
        this.random = random;
        this.samples = samples;
        this.generated = new GeneratedText(random);
    }

    List<SourceFile> files() {
        List<SourceFile> files =
                new ArrayList<>(random.nextInt(10) < 3 ? invented() : pick(samples));
        for (int i = random.nextInt(5); i > 0; i--) {
            change(files);
        }
        return files;
    }

    private List<SourceFile> invented() {
        // Neighbours in the list are of one format, more or less.
        int from = random.nextInt(NAMES.size() - 3);
        List<SourceFile> files = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = NAMES.get(from + random.nextInt(3));
            files.add(new SourceFile(name, generated.text().getBytes(UTF_8)));
        }
        return files;
    }

    private void change(List<SourceFile> files) {
        int at = random.nextInt(files.size());
        SourceFile file = files.get(at);
        switch (random.nextInt(12)) {
            case 0 -> files.set(at, new SourceFile(pick(NAMES), file.bytes()));
            case 1 -> files.add(pick(pick(samples)));
            case 2 -> files.add(new SourceFile(pick(NAMES), generated.text().getBytes(UTF_8)));
            case 3 -> {
                if (files.size() > 1) {
                    files.remove(at);
                }
            }
            default -> files.set(at, new SourceFile(file.path(), changed(file.bytes())));
        }
    }

    private byte[] changed(byte[] bytes) {
        return switch (random.nextInt(6)) {
            case 0 -> signs(bytes);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> spliced(bytes);
            default -> lines(new String(bytes, UTF_8)).getBytes(UTF_8);
        };
    }

    private byte[] signs(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    random.nextBoolean()
                            ? SIGNS[random.nextInt(SIGNS.length)]
                            : (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** The start of one file and the end of another, perhaps of another format. */
    private byte[] spliced(byte[] bytes) {
        byte[] other = pick(pick(samples)).bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, random.nextInt(bytes.length + 1));
        int from = random.nextInt(other.length + 1);
        out.write(other, from, other.length - from);
        return out.toByteArray();
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, lines.get(at) + generated.piece());
            case 3 -> lines.set(at, generated.piece());
            default -> lines.add(at, generated.piece());
        }
        return String.join(random.nextInt(10) == 0 ? "\r\n" : "\n", lines);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
