package dev.signalbox.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What init adds to a repository: a hook and a job, and nothing over what is there. */
class AdditionsTest {

    @TempDir Path folder;

    @Test
    void aRepositoryAtGitHubGetsAHookAndAJob() throws IOException {
        repository("https://github.com/acme/shop.git");

        var ran = init(".");

        assertThat(ran.exit()).as(ran.err()).isZero();
        var hook = folder.resolve(".git/hooks/pre-commit");
        assertThat(Files.isExecutable(hook)).isTrue();
        assertThat(Files.readString(hook)).startsWith("#!/bin/sh\n").contains("validate");
        var job = Files.readString(folder.resolve(".github/workflows/signalbox.yml"));
        assertThat(job).contains("validate --format github", "${{ vars.SIGNALBOX_REPOSITORY }}");
        Object document = new Yaml().load(job);
        assertThat(document).isInstanceOf(Map.class);
        assertThat(folder.resolve(".gitlab-ci.yml")).doesNotExist();
    }

    @Test
    void aHookThatIsThereStaysAndItsLineIsSaid() throws IOException {
        repository("git@github.com:acme/shop.git");
        write(".git/hooks/pre-commit", "#!/bin/sh\nmine\n");
        write(".github/workflows/signalbox.yml", "mine\n");

        var ran = init(".");

        assertThat(ran.out())
                .contains("pre-commit is there already", "add to it:", "signalbox")
                .contains("signalbox.yml is there already and was left", "runs-on: ubuntu-latest");
        assertThat(Files.readString(folder.resolve(".git/hooks/pre-commit"))).endsWith("mine\n");
        assertThat(folder.resolve(".github/workflows/signalbox.yml")).hasContent("mine");
    }

    @Test
    void aRepositoryAtGitLabGetsItsJob() throws IOException {
        repository("https://gitlab.example.org/acme/shop.git");

        init(".");

        var job = Files.readString(folder.resolve(".gitlab-ci.yml"));
        assertThat(job).contains("validate --format gitlab");
        Object document = new Yaml().load(job);
        assertThat(document).isInstanceOf(Map.class);
        assertThat(folder.resolve(".github")).doesNotExist();
    }

    @Test
    void aProjectInAFolderIsCheckedThere() throws IOException {
        repository("https://github.com/acme/shop.git");

        init("services/it's");

        assertThat(Files.readString(folder.resolve(".git/hooks/pre-commit")))
                .contains("cd 'services/it'\\''s' && ");
        assertThat(Files.readString(folder.resolve(".github/workflows/signalbox.yml")))
                .contains("working-directory: \"services/it's\"");
    }

    @Test
    void aFurtherWorkTreeSharesItsHooks() throws IOException {
        repository("https://example.org/shop.git");
        write(".git/worktrees/w/commondir", "../..\n");
        write("w/.git", "gitdir: " + folder.resolve(".git/worktrees/w") + "\n");

        init("w");

        assertThat(folder.resolve(".git/hooks/pre-commit")).exists();
        assertThat(folder.resolve("w/.github")).doesNotExist();
    }

    @Test
    void theHooksPathOfTheRepositoryCounts() throws IOException {
        repository("https://example.org/shop.git");
        write(".git/config", "[core]\n\thooksPath = .husky\n");

        init(".");

        assertThat(folder.resolve(".husky/pre-commit")).exists();
        assertThat(folder.resolve(".git/hooks")).doesNotExist();
    }

    @Test
    void withoutARepositoryThereIsNeither() {
        init(".");

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("signalbox.yml", "migrations", ".gitignore");
    }

    private void repository(String remote) throws IOException {
        write(".git/config", "[remote \"origin\"]\n\turl = " + remote + "\n");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private Ran init(String place) {
        return Ran.in(folder, Map.of(), "init", place);
    }
}
