package dev.signalbox.audit.domain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Where a page of the trail ended, as a text that readers only hand back. */
public final class Cursor {

    private static final Pattern CONTENT = Pattern.compile("trail:(\\d{1,18})");

    private Cursor() {}

    public static String after(long index) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("trail:" + index).getBytes(StandardCharsets.US_ASCII));
    }

    /** The index that it stands for; empty when it is none of ours. */
    public static OptionalLong index(String cursor) {
        try {
            var content =
                    CONTENT.matcher(
                            new String(
                                    Base64.getUrlDecoder().decode(cursor),
                                    StandardCharsets.US_ASCII));
            return content.matches()
                    ? OptionalLong.of(Long.parseLong(content.group(1)))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
