package dev.signalbox.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.signalbox.audit",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule domainKnowsTheLanguageOnly =
            classes()
                    .that()
                    .resideInAPackage("..domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "com.fasterxml.jackson..",
                            "dev.signalbox.events..",
                            "dev.signalbox.audit.domain..");

    @ArchTest
    static final ArchRule storesKnowNoAdapters =
            noClasses()
                    .that()
                    .resideInAPackage("..store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..messaging..", "..web..", "..config..");

    @ArchTest
    static final ArchRule nobodyKnowsTheConfiguration =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..config..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.signalbox.audit.config..");

    @ArchTest
    static final ArchRule servicesShareEventsAndLibrariesOnly =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.signalbox.planner..",
                            "dev.signalbox.executor..",
                            "dev.signalbox.backup..");
}
