package dev.signalbox.cli.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. What is not there is {@link #ABSENT}, whose members are absent too, so that a
 * reader says what it wants and what it takes instead.
 */
public final class Node {

    public static final Node ABSENT = new Node(null);

    private final @Nullable Object value;

    private Node(@Nullable Object value) {
        this.value = value;
    }

    /**
     * @param value a map with texts as keys, a list, a text, a number, a truth value or nothing
     */
    public static Node of(@Nullable Object value) {
        return value == null ? ABSENT : new Node(value);
    }

    public boolean isPresent() {
        return value != null;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /** The plain Java value, as {@link Json#write} takes it. */
    public @Nullable Object plain() {
        return value;
    }

    public Node get(String name) {
        return value instanceof Map<?, ?> map ? of(map.get(name)) : ABSENT;
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    /** The items of a list; of anything else, none. */
    public List<Node> items() {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        var items = new ArrayList<Node>(list.size());
        for (var item : list) {
            items.add(of(item));
        }
        return items;
    }

    public List<Node> items(String name) {
        return get(name).items();
    }

    /** The members of an object, in its order; of anything else, none. */
    public Map<String, Node> members() {
        var members = new LinkedHashMap<String, Node>();
        if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                members.put(String.valueOf(entry.getKey()), of(entry.getValue()));
            }
        }
        return members;
    }

    /** A single value as text; empty for anything else. */
    public String text() {
        return value == null || value instanceof Map || value instanceof List
                ? ""
                : value.toString();
    }

    public String text(String name) {
        return get(name).text();
    }

    public String text(String name, String absent) {
        var text = text(name);
        return text.isEmpty() ? absent : text;
    }

    public long number(String name) {
        return get(name).value instanceof Number number ? number.longValue() : 0;
    }

    public double decimal(String name) {
        return get(name).value instanceof Number number ? number.doubleValue() : 0;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(get(name).value);
    }

    @Override
    public String toString() {
        return Json.write(value);
    }
}
