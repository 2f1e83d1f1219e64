package dev.signalbox.cli.init;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A job that checks migrations where the project is built. */
final class CiJob {

    private static final String GITHUB = ".github/workflows/signalbox.yml";
    private static final String GITLAB = ".gitlab-ci.yml";

    private final GitRepository git;
    private final Path project;

    /**
     * @param project the folder with {@code signalbox.yml}
     */
    CiJob(GitRepository git, Path project) {
        this.git = git;
        this.project = project;
    }

    /** One for each forge that the project is at; none where it cannot be told. */
    List<Addition> add() throws IOException {
        if (git.isAt("github.com") || Files.isDirectory(git.top().resolve(".github"))) {
            return List.of(add(GITHUB, github()));
        }
        if (git.isAt("gitlab") || Files.exists(git.top().resolve(GITLAB))) {
            return List.of(add(GITLAB, gitlab()));
        }
        return List.of();
    }

    private Addition add(String name, String text) throws IOException {
        var file = git.top().resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            return new Addition.Made(name + ", a job that runs `signalbox validate`");
        } catch (FileAlreadyExistsException e) {
            return new Addition.ToAdd(
                    name + " is there already and was left as it is; a job for it:", text);
        }
    }

    private String here() {
        var here = git.top().relativize(project).toString().replace('\\', '/');
        return here.isEmpty() ? "." : here;
    }

    private String github() {
        return """
        # Checks the migrations of every change. The variable SIGNALBOX_REPOSITORY (owner/name) says
        # where signalbox's sources are; its script builds it once.
        name: Migrations
        on:
          pull_request:
          push:
            branches: [main, master]
        permissions:
          contents: read
        jobs:
          validate:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/checkout@v4
                with:
                  repository: ${{ vars.SIGNALBOX_REPOSITORY }}
                  path: .signalbox-sources
              - uses: actions/setup-java@v4
                with:
                  distribution: temurin
                  java-version: "25"
              - name: Validate the migrations
                working-directory: "%s"
                run: '"$GITHUB_WORKSPACE/.signalbox-sources/signalbox" validate --format github'
        """
                .formatted(here());
    }

    private String gitlab() {
        return """
        # Checks the migrations of every change. The variable SIGNALBOX_REPOSITORY (an address) says
        # where signalbox's sources are; its script builds it once.
        migrations:
          image: eclipse-temurin:25
          script:
            - git clone --depth 1 "$SIGNALBOX_REPOSITORY" .signalbox-sources
            - cd "%s"
            - '"$CI_PROJECT_DIR/.signalbox-sources/signalbox" validate --format gitlab > "$CI_PROJECT_DIR/migrations.json"'
          artifacts:
            when: always
            reports:
              codequality: migrations.json
        """
                .formatted(here());
    }
}
