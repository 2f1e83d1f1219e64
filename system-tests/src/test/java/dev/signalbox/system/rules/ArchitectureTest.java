package dev.signalbox.system.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which code may know which, and what nothing is called. */
class ArchitectureTest {

    private static final String ROOT = "dev.signalbox.";
    private static final List<String> SERVICES = List.of("planner", "executor", "backup", "audit");
    private static final String[] OF_SERVICES =
            SERVICES.stream().map(s -> ROOT + s + "..").toArray(String[]::new);

    /** The JDK's values, and the libraries that are pure themselves. */
    private static final String[] LANGUAGE = {
        "java.lang..",
        "java.util..",
        "java.time..",
        "java.math..",
        "java.text..",
        "java.nio",
        "java.nio.charset",
        "java.security",
        "org.jspecify.annotations",
        "com.fasterxml.jackson..",
        "dev.signalbox.events..",
        "dev.signalbox.sql..",
        "dev.signalbox.database",
        // What other tools recorded, as values: reading it is for database.sqlite.
        "dev.signalbox.database.foreign",
        "dev.signalbox.settings",
        "dev.signalbox.transfer"
    };

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/dev/signalbox/system/"))
                    .importPackages("dev.signalbox");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(PRODUCT.stream().map(ArchitectureTest::module).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "analysis",
                        "audit",
                        "backup",
                        "broker",
                        "cli",
                        "database",
                        "events",
                        "executor",
                        "knowledgebase",
                        "migration",
                        "planner",
                        "rehearsal",
                        "runtime",
                        "settings",
                        "sql",
                        "standalone",
                        "testing",
                        "transfer");
    }

    /** A path or an IOException is a value like others; what opens files and connections is not. */
    @Test
    void domainsKnowNoFrameworkAndDoNoInputOrOutput() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(packages("domain.."))
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(packages("domain.."))
                                        .or(resideInAnyPackage(LANGUAGE))
                                        .or(
                                                named(
                                                        "java.net.URI",
                                                        "java.nio.file.Path",
                                                        "java.io.IOException"))));
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(packages("domain.."))
                        .should()
                        .dependOnClassesThat(
                                named(
                                        "dev.signalbox.database.ManagedDatabase",
                                        "dev.signalbox.database.DatabaseReader",
                                        "dev.signalbox.database.LeasedDatabase",
                                        "dev.signalbox.transfer.RuleRun")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "executor", "backup", "audit"})
    void serviceKnowsNoOtherService(String service) {
        var others =
                SERVICES.stream()
                        .filter(s -> !s.equals(service))
                        .map(s -> ROOT + s + "..")
                        .toArray(String[]::new);
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + service + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others));
    }

    @Test
    void librariesKnowNoServiceAndNobodyKnowsWhoStartsThem() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.signalbox.events..",
                                "dev.signalbox.sql..",
                                "dev.signalbox.analysis..",
                                "dev.signalbox.database..",
                                "dev.signalbox.settings..",
                                "dev.signalbox.transfer..",
                                "dev.signalbox.rehearsal..",
                                "dev.signalbox.broker..",
                                "dev.signalbox.knowledgebase..",
                                "dev.signalbox.testing..",
                                "dev.signalbox.runtime..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(OF_SERVICES));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.signalbox.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.signalbox.cli.."));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.signalbox.standalone..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.signalbox.standalone.."));
    }

    @Test
    void languageTextAndDatabaseNeedNoFramework() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.signalbox.events..",
                                "dev.signalbox.sql..",
                                "dev.signalbox.analysis..",
                                "dev.signalbox.database..",
                                "dev.signalbox.settings..",
                                "dev.signalbox.transfer..",
                                "dev.signalbox.rehearsal..",
                                "dev.signalbox.broker..",
                                "dev.signalbox.knowledgebase..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.quarkus..",
                                "jakarta..",
                                "io.smallrye..",
                                "org.eclipse.microprofile..",
                                "io.agroal..",
                                "io.vertx..",
                                "io.micrometer..",
                                "dev.signalbox.runtime.."));
    }

    @Test
    void commandKnowsServicesByTheirInterfacesOnly() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.signalbox.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(OF_SERVICES)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.signalbox.runtime..", "dev.signalbox.standalone.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "executor", "backup", "audit"})
    void adaptersAreNotKnownInside(String service) {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + service + ".domain..",
                                ROOT + service + ".work..",
                                ROOT + service + ".store..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + service + ".messaging..",
                                ROOT + service + ".web..",
                                ROOT + service + ".config.."));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + service + ".domain..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + service + ".work..", ROOT + service + ".store.."));
    }

    @Test
    void whatIsPutTogetherAndWhatListensIsHidden() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(packages("config"))
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .areNotAnnotatedWith("jakarta.annotation.Generated")
                        .should()
                        .bePackagePrivate());
        check(
                classes()
                        .that()
                        .resideInAnyPackage(OF_SERVICES)
                        .and()
                        .haveSimpleNameEndingWith("Channel")
                        .should()
                        .bePackagePrivate());
    }

    @Test
    void onlyTheDatabaseLibraryKnowsSql() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.signalbox.database..",
                                "dev.signalbox.migration..",
                                // A generator is given its connection.
                                "dev.signalbox.knowledgebase..",
                                // It runs files in memory and never opens a database.
                                "dev.signalbox.analysis..",
                                // Its own store, through the same classes for all services.
                                "dev.signalbox.runtime..",
                                // It makes its databases itself, and throws them away.
                                "dev.signalbox.rehearsal..",
                                // The demo looks at its sample past Signalbox.
                                "dev.signalbox.cli.demo..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."));
    }

    @Test
    void packagesSayWhatIsInThem() {
        check(
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..",
                                "..utils..",
                                "..common..",
                                "..impl..",
                                "..service..",
                                "..model..",
                                "..helper..",
                                "..misc.."));
        assertThat(PRODUCT.stream().map(JavaClass::getSimpleName))
                .noneMatch(n -> n.matches(".*(Impl|Util|Utils|Helper|Helpers|Manager)"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.signalbox.(*).(**)").should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked =
                PRODUCT.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(
                                p ->
                                        p.tryGetPackageInfo().isEmpty()
                                                || !p.isAnnotatedWith(
                                                        "org.jspecify.annotations.NullMarked"))
                        .map(p -> p.getName())
                        .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }

    private static String[] packages(String ofEachService) {
        return SERVICES.stream().map(s -> ROOT + s + "." + ofEachService).toArray(String[]::new);
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[2];
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        var all = Set.of(names);
        return DescribedPredicate.describe(
                "are " + Arrays.toString(names), type -> all.contains(type.getName()));
    }
}
