package dev.signalbox.transfer;

import dev.signalbox.settings.yaml.Complaints;
import dev.signalbox.settings.yaml.Scalars;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** A value that is one of few words: an enum's names in small letters. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> Optional<E> of(
            Class<E> type, Node node, String key, Complaints.InFile complaints) {
        Optional<String> word = new Scalars(complaints).text(node, key);
        Optional<E> found =
                word.flatMap(
                        given ->
                                Arrays.stream(type.getEnumConstants())
                                        .filter(it -> text(it).equals(given))
                                        .findFirst());
        if (word.isPresent() && found.isEmpty()) {
            complaints.at(
                    node,
                    "wrong-value",
                    key + " is '" + word.get() + "'",
                    "It takes "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(Words::text)
                                    .collect(Collectors.joining(" or "))
                            + ".");
        }
        return found;
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
