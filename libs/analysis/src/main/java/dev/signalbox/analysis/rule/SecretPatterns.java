package dev.signalbox.analysis.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What credentials look like, and what only looks like them. */
final class SecretPatterns {

    /**
     * A form of a secret.
     *
     * @param hint a text that must be there for the form to be there, which is cheap to look for
     * @param form the secret is its group {@code secret}, or else all of it
     */
    record Form(String what, String hint, Pattern form) {}

    static final List<Form> FORMS =
            List.of(
                    form(
                            "A private key",
                            "PRIVATE KEY",
                            "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
                    form("An AWS access key", "A", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
                    form("A GitHub token", "gh", "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b"),
                    form("A GitHub token", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{40,}\\b"),
                    form("A GitLab token", "glpat-", "\\bglpat-[A-Za-z0-9_-]{20,}"),
                    form("A Slack token", "xox", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
                    form("A Google API key", "AIza", "\\bAIza[0-9A-Za-z_-]{35}\\b"),
                    form("A Stripe key", "_live_", "\\b[rs]k_live_[0-9A-Za-z]{20,}"),
                    form("An npm token", "npm_", "\\bnpm_[A-Za-z0-9]{36}\\b"),
                    form(
                            "A SendGrid key",
                            "SG.",
                            "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}\\b"),
                    form(
                            "A JSON web token",
                            "eyJ",
                            "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
                    form(
                            "An Azure storage key",
                            "AccountKey=",
                            "AccountKey=(?<secret>[A-Za-z0-9+/]{40,}={0,2})"),
                    form(
                            "A password in a connection string",
                            "://",
                            "\\b[a-z][a-z0-9+.-]*://[^\\s:/@'\"]+:(?<secret>[^\\s@'\"/]+)@[\\w\\[]"),
                    form(
                            "A password in a connection string",
                            ";",
                            "(?i)\\b(?:password|pwd)=(?<secret>[^;\\s'\"]{4,});"),
                    form(
                            "A password",
                            "'",
                            "(?i)\\b(?:identified by|password)\\s*[=:]?\\s*'(?<secret>[^'\\s]{6,})'"),
                    form(
                            "A secret",
                            "'",
                            "(?i)\\b\\w*(?:passwd|password|secret|token|api_?key|access_?key|private_?key)"
                                    + "\"?\\s*[=:]\\s*['\"](?<secret>[^'\"\\s]{8,})['\"]"));

    private static final Pattern COLUMN =
            Pattern.compile(
                    "(?i)(?:.*_)?(?:passwd|password|pwd|secret|api_?key|access_?token|auth_?token"
                            + "|api_?token|refresh_?token|private_?key|client_?secret)");

    /** What others put where a secret would be, and what a hash begins with. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "(?i)\\$\\{.*|\\{\\{.*|<.*>|%.*%|:\\w+|\\?|x{3,}|\\*+|\\.{3,}|\\$(?:2[abxy]?|5|6|argon2\\w*"
                            + "|pbkdf2\\S*|scrypt|s0|y)\\$.*|pbkdf2[_:].*|\\{S?SHA\\d*}.*|[0-9a-f]{32}"
                            + "|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}|.*EXAMPLE(?:KEY)?");

    private static final Set<String> WORDS =
            Set.of(
                    "pass",
                    "password",
                    "passwd",
                    "secret",
                    "pw",
                    "pwd",
                    "your_password",
                    "your-password",
                    "yourpassword",
                    "required",
                    "optional",
                    "disabled",
                    "enabled",
                    "not null",
                    "unknown");

    private SecretPatterns() {}

    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).matches() || WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a column of this name holds secrets, not hashes of them. */
    static boolean isSecretColumn(String name) {
        return COLUMN.matcher(name).matches();
    }

    /** Whether a text may be made up by nobody but for secrecy; words are not. */
    static boolean isDense(String text) {
        return text.length() >= 6
                && text.indexOf(' ') < 0
                && !isPlaceholder(text)
                && text.chars()
                        .anyMatch(c -> !Character.isLetter(c) && c != '_' && c != '-' && c != '.');
    }

    private static Form form(String what, String hint, String pattern) {
        return new Form(what, hint, Pattern.compile(pattern));
    }
}
