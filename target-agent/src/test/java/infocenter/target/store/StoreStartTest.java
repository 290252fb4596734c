package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.bytes;
import static infocenter.target.store.StoreFixture.files;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreStartTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeObjects() throws IOException {
        root = folder.resolve("disk");
        try (StoreFixture store = StoreFixture.open(root)) {
            store.put("a", "one");
            store.put("a/b", "two");
            store.put(8, "c", "three", new VersionRule.Next(5));
        }
    }

    @Test
    void allObjectsAreThereAgain() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            assertThat(store.store().recovery()).isEqualTo(new Recovery(3, 11, 0, 0, 0, 0));
            assertThat(store.names("")).containsExactly("a", "a/b");
            assertThat(store.get("a/b")).isEqualTo("two");
            assertThat(store.put("a", "four").version()).isEqualTo(new ObjectVersion(1, 2));
            assertThat(store.store().list(8, "", "", 1).objects().get(0).version())
                    .isEqualTo(new ObjectVersion(5, 1));
        }
    }

    @Test
    void whatWasBeingWrittenOrDroppedIsRemoved() throws IOException {
        Files.writeString(root.resolve("writing/17"), "half of it");
        Files.createDirectories(root.resolve("dropped/3/deeper"));
        Files.writeString(root.resolve("dropped/3/deeper/o"), "gone");
        Files.writeString(root.resolve("dropped/3/o"), "gone");

        try (StoreFixture store = StoreFixture.open(root)) {
            assertThat(store.store().recovery().leftovers()).isEqualTo(3);
            assertThat(root.resolve("writing")).isEmptyDirectory();
            assertThat(root.resolve("dropped")).isEmptyDirectory();
        }
    }

    @Test
    void aFileThatIsNoWholeObjectIsPutAsideAndNotServed() throws IOException {
        Path file = file("a");
        byte[] whole = Files.readAllBytes(file);
        int[] cuts = {0, 1, whole.length / 2, whole.length - 1};
        for (int cut : cuts) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            try (StoreFixture store = StoreFixture.open(root)) {
                assertThat(store.store().recovery().damaged())
                        .as("cut at %d", cut)
                        .isEqualTo(1);
                assertThat(store.get("a")).isNull();
                assertThat(files(root, "damaged")).hasSize(1);
                assertThat(store.get("a/b")).isEqualTo("two");
            }
        }
    }

    @Test
    void anyChangedByteOfATrailerIsFound() throws IOException {
        Path file = file("a");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 3; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x20;
            Files.write(file, changed);
            Path damaged = file;

            assertThatThrownBy(() -> read(damaged)).as("byte %d", at).isInstanceOf(StoreFailure.Damaged.class);
        }
    }

    @Test
    void aChangedContentIsFoundByVerifying() throws IOException {
        overwrite(file("a"), "onE");
        try (StoreFixture store = StoreFixture.open(root)) {
            try (Reading reading = store.store().read(BUCKET, name("a")).orElseThrow()) {
                assertThatThrownBy(reading::verify)
                        .isInstanceOf(StoreFailure.Damaged.class)
                        .hasMessageContaining("checksum is");
            }
        }
    }

    @Test
    void anObjectsFileUnderAnotherNameOrBucketIsPutAside() throws IOException {
        Files.move(file("a"), file("a").resolveSibling(MountLayout.fileName(name("z"))));
        Files.copy(file("a/b"), root.resolve("objects/0000000000000008").resolve(MountLayout.fileName(name("a/b"))));

        try (StoreFixture store = StoreFixture.open(root)) {
            assertThat(store.store().recovery().damaged()).isEqualTo(2);
            assertThat(store.names("")).containsExactly("a/b");
        }
    }

    @Test
    void whatTheStoreDidNotMakeIsLeftAloneAndLinksAreNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path bucket = root.resolve("objects/0000000000000007");
        Files.createSymbolicLink(bucket.resolve(MountLayout.fileName(name("link"))), secret);
        Files.createSymbolicLink(root.resolve("objects/0000000000000009"), bucket);
        Files.writeString(root.resolve("objects/readme"), "mine");

        try (StoreFixture store = StoreFixture.open(root)) {
            assertThat(store.store().recovery().foreign()).isEqualTo(3);
            assertThat(store.get("link")).isNull();
            assertThat(store.get(9, "a")).isNull();
            assertThatThrownBy(() -> store.put(9, "a", "led astray", new VersionRule.Next(1)))
                    .isInstanceOf(StoreFailure.Failing.class);
            store.put("link", "content");
            assertThat(store.get("link")).isEqualTo("content");
        }
        assertThat(secret).hasContent("secret");
        assertThat(root.resolve("objects/readme")).hasContent("mine");
    }

    @Test
    void aFileThatBecameALinkIsNotFollowedByAReader() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            Path aside = Files.move(file("a"), folder.resolve("aside"));
            Files.createSymbolicLink(file("a"), aside);

            assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreFailure.class);
        }
    }

    @Test
    void aFileThatSomebodyRemovedIsDamageAndNotAbsence() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            Files.delete(file("a"));

            assertThatThrownBy(() -> store.get("a"))
                    .isInstanceOf(StoreFailure.Damaged.class)
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void twoStoresNeverShareAMountPath() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            assertThatThrownBy(() -> StoreFixture.open(folder.resolve("other"), root))
                    .isInstanceOf(StoreFailure.InUse.class)
                    .hasMessageContaining(root.toString());
            assertThat(store.get("a")).isEqualTo("one");
        }
        try (StoreFixture store = StoreFixture.open(folder.resolve("other"), root)) {
            assertThat(store.get("a")).isEqualTo("one");
        }
    }

    @Test
    void namesStayAtTheirMountPathWhenAnotherComes() throws IOException {
        Path more = folder.resolve("more");
        try (StoreFixture store = StoreFixture.open(root)) {
            IntStream.range(0, 40).forEach(number -> quietly(() -> store.put("o" + number, "old")));
        }
        try (StoreFixture store = StoreFixture.open(root, more)) {
            assertThat(store.names("o")).hasSize(40);
            IntStream.range(0, 40).forEach(number -> quietly(() -> store.put("o" + number, "new")));
            assertThat(files(more, "objects")).isEmpty();
            IntStream.range(0, 40).forEach(number -> quietly(() -> store.put("n" + number, "new")));
            assertThat(files(more, "objects")).hasSizeBetween(8, 32);
            assertThat(store.get("o7")).isEqualTo("new");
        }
    }

    @Test
    void ofTwoMountPathsWithOneNameTheNewerCopyStays() throws IOException {
        Path other = folder.resolve("other");
        try (StoreFixture store = StoreFixture.open(other)) {
            store.put("a", "older", new VersionRule.Next(0));
            store.put("a/b", "newer", new VersionRule.Next(2));
        }
        for (Path[] order : new Path[][] {{root, other}, {other, root}}) {
            try (StoreFixture store = StoreFixture.open(order)) {
                assertThat(store.get("a")).isEqualTo("one");
                assertThat(store.get("a/b")).isEqualTo("newer");
                assertThat(store.store().usage().stream()
                                .mapToInt(MountUsage::objects)
                                .sum())
                        .isEqualTo(3);
                assertThat(files(root, "objects").size()
                                + files(other, "objects").size())
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void aMountPathThatCannotBeReadFailsItsOwnNamesOnly() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "a file, no directory");
        try (StoreFixture store = StoreFixture.open(root, broken)) {
            int failing = 0;
            for (int number = 0; number < 40; number++) {
                try {
                    assertThat(store.get("absent" + number)).isNull();
                    store.put("absent" + number, "content");
                    assertThat(store.get("absent" + number)).isEqualTo("content");
                } catch (StoreFailure.Failing expected) {
                    assertThat(expected).hasMessageContaining(broken.toString());
                    failing++;
                }
            }
            assertThat(failing).isBetween(8, 32);
            assertThat(store.get("a")).isEqualTo("one");
            assertThat(store.store().usage())
                    .filteredOn(usage -> usage.failing().isPresent())
                    .hasSize(1);
            assertThatThrownBy(() -> store.store().dropBucket(BUCKET)).isInstanceOf(StoreFailure.Failing.class);
            assertThat(store.names("")).isEmpty();
            assertThat(files(root, "objects")).hasSize(1);
        }
        assertThatThrownBy(() -> StoreFixture.open(broken)).isInstanceOf(StoreFailure.Failing.class);
    }

    private Path file(String name) {
        return new MountLayout(root).object(BUCKET, name(name));
    }

    private static Trailer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Trailer.read(channel, file);
        }
    }

    private static void overwrite(Path file, String content) throws IOException {
        Path copy = Files.copy(file, file.resolveSibling("copy"));
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            ByteBuffer changed = bytes(content);
            channel.write(changed, 0);
        }
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
