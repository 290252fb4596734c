package infocenter.target.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mount path that takes no writes is noticed while nobody writes, and so is that it takes them again. */
class MountLookTest {
    @TempDir
    Path folder;

    private static ObjectStore open(Path... roots) throws IOException {
        return ObjectStore.open(
                java.util.Arrays.stream(roots)
                        .map(root -> new MountPath(root, 1 << 20))
                        .toList(),
                StoreLimits.forHeap(1L << 30),
                Clock.systemUTC());
    }

    private static List<String> failing(ObjectStore store) {
        store.look();
        return store.usage().stream().map(mount -> mount.failing().orElse("")).toList();
    }

    @Test
    void aPathOnWhichNoFileCanBeMadeIsNamedUntilOneCan() throws Exception {
        try (ObjectStore store = open(folder.resolve("a"), folder.resolve("b"))) {
            assertThat(failing(store)).containsExactly("", "");
            Path writings = Files.createTempFile(folder, "none", "");
            Path place = new MountLayout(folder.resolve("b").toAbsolutePath())
                    .nextWriting()
                    .getParent();
            Files.move(place, folder.resolve("aside"));
            Files.move(writings, place);

            assertThat(failing(store).get(0)).isEmpty();
            assertThat(failing(store).get(1)).startsWith("fails: ");

            Files.delete(place);
            Files.move(folder.resolve("aside"), place);
            assertThat(failing(store)).containsExactly("", "");
        }
    }

    @Test
    void aFileSystemThatIsMountedReadOnlyIsNoticed() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path root = Files.createDirectories(folder.resolve("small"));
        assumeThat(ran("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", root.toString()))
                .isTrue();
        try (ObjectStore store = open(root)) {
            assertThat(failing(store)).containsExactly("");

            // The lock file of the store is open for writing, which a remount alone does not allow.
            assumeThat(ran("mount", "-o", "bind", root.toString(), root.toString()))
                    .isTrue();
            assumeThat(ran("mount", "-o", "remount,bind,ro", root.toString())).isTrue();
            assertThat(failing(store).get(0)).contains("read-only");

            assertThat(ran("umount", root.toString())).isTrue();
            assertThat(failing(store)).containsExactly("");
        } finally {
            ran("umount", "-l", root.toString());
        }
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
