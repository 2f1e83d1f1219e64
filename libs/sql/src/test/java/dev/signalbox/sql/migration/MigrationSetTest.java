package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MigrationSetTest {

    private static final String UP = "-- UP\nSELECT 1;";
    private static final MigrationSet SET =
            set(
                    file("001_users.sql", UP),
                    file("002_orders.sql", "-- @metadata {\"dependencies\":[\"4\"]}\n" + UP),
                    file("003_items.sql", UP),
                    file("004_money.sql", UP),
                    file("5.0.0-rc.1_x.sql", UP));

    @Test
    void targetsAreFoundByVersionStemAndFileName() {
        assertThat(resolve("3")).isEqualTo("003_items");
        assertThat(resolve("003")).isEqualTo("003_items");
        assertThat(resolve("003_items")).isEqualTo("003_items");
        assertThat(resolve("003_items.sql")).isEqualTo("003_items");
        assertThat(resolve("5.0.0-rc.1")).isEqualTo("5.0.0-rc.1_x");
        assertThat(resolve("latest")).isEqualTo("5.0.0-rc.1_x");
        assertThat(SET.resolve("5")).isEmpty();
        assertThat(SET.resolve("items")).isEmpty();
    }

    @Test
    void unknownTargetsFindWhatWasMeant() {
        assertThat(SET.nearest("items")).containsExactly("003_items");
        assertThat(SET.nearest("003_itmes")).startsWith("003_items");
        assertThat(SET.nearest("005")).contains("001_users");
        assertThat(SET.nearest("zebra")).isEmpty();
    }

    @Test
    void targetBringsWhatIsBelowItAndWhatThatNeeds() {
        assertThat(upTo("2")).containsExactly("001_users", "004_money", "002_orders");
        assertThat(upTo("2", "1", "4")).containsExactly("002_orders");
        assertThat(upTo("3", "2")).containsExactly("001_users", "003_items");
        assertThat(upTo("1", "1", "99")).isEmpty();
        assertThat(upTo("latest")).hasSize(5);
    }

    @Test
    void pendingIsEverythingThatIsNotApplied() {
        assertThat(SET.pending(versions("1", "3", "99")).stream().map(Migration::stem))
                .containsExactly("004_money", "002_orders", "5.0.0-rc.1_x");
    }

    @Test
    void dependenciesOfAMigrationAreThoseItNames() {
        Migration orders = SET.resolve("2").orElseThrow();

        assertThat(SET.dependenciesOf(orders).stream().map(Migration::stem))
                .containsExactly("004_money");
    }

    @Test
    void emptySetHasNoLatest() {
        assertThat(set().resolve("latest")).isEmpty();
    }

    private static String resolve(String target) {
        return SET.resolve(target).orElseThrow().stem();
    }

    private static List<String> upTo(String target, String... applied) {
        return SET.upTo(SET.resolve(target).orElseThrow(), versions(applied)).stream()
                .map(Migration::stem)
                .toList();
    }

    private static List<Version> versions(String... texts) {
        return Arrays.stream(texts).map(text -> Version.parse(text).orElseThrow()).toList();
    }

    private static MigrationSet set(SourceFile... files) {
        LoadOutcome outcome = new MigrationLoader().read(List.of(files));
        return ((LoadOutcome.Loaded) outcome).migrations();
    }
}
