package dev.signalbox.settings.yaml;

import dev.signalbox.events.Finding;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong, with its place, so that it can be mended in one go. */
public final class Complaints {

    private static final int AT_MOST = 100;

    private final List<Finding> findings = new ArrayList<>();

    /** The same complaints, about the content of a file. */
    public InFile about(String file) {
        return new InFile(this, file);
    }

    public void error(String code, String where, String message, String remedy) {
        if (findings.size() < AT_MOST) {
            findings.add(Finding.error(code, where, message, remedy));
        }
    }

    public boolean any() {
        return !findings.isEmpty();
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public record InFile(Complaints all, String file) {

        public void at(Node node, String code, String message, String remedy) {
            at(node.getStartMark(), code, message, remedy);
        }

        public void at(Mark mark, String code, String message, String remedy) {
            all.error(code, place(mark), message, remedy);
        }

        public void whole(String code, String message, String remedy) {
            all.error(code, file, message, remedy);
        }

        /** Counted from one, as editors do. */
        private String place(Mark mark) {
            return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        }
    }
}
