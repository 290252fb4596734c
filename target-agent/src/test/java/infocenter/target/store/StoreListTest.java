package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreListTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @TempDir
    Path root;

    @Test
    void pagesGoThroughAllMountPathsInTheOrderOfTheNamesBytes() throws IOException {
        try (StoreFixture store = StoreFixture.open(root.resolve("1"), root.resolve("2"), root.resolve("3"))) {
            TreeSet<ObjectName> put = new TreeSet<>();
            for (String name : List.of("b", "a", "a/b", "a-b", "ab", EMOJI, "\uFFFD", "é", "Z", "~", "a/b/c")) {
                store.put(name, name);
                put.add(name(name));
            }

            for (int limit = 1; limit <= 12; limit++) {
                assertThat(paged(store.store(), "", limit)).isEqualTo(List.copyOf(put));
            }
            assertThat(paged(store.store(), "a", 2))
                    .containsExactly(name("a"), name("a-b"), name("a/b"), name("a/b/c"), name("ab"));
            assertThat(paged(store.store(), "a/", 1)).containsExactly(name("a/b"), name("a/b/c"));
            assertThat(put.last()).isEqualTo(name(EMOJI));
        }
    }

    @Test
    void afterNeedNotExistAndMayLieOutsideOfThePrefix() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            for (String name : List.of("a", "p1", "p2", "p3", "q")) {
                store.put(name, "");
            }
            ObjectStore objects = store.store();

            assertThat(objects.list(BUCKET, "p", "p1x", 9).objects())
                    .extracting(ObjectInfo::name)
                    .containsExactly(name("p2"), name("p3"));
            assertThat(objects.list(BUCKET, "p", "a", 9).objects()).hasSize(3);
            assertThat(objects.list(BUCKET, "p", "q", 9)).isEqualTo(new ListPage(List.of(), false));
            assertThat(objects.list(BUCKET, "p", "", 3).more()).isFalse();
            assertThat(objects.list(BUCKET, "p", "", 2).more()).isTrue();
            assertThat(objects.list(99, "", "", 9)).isEqualTo(new ListPage(List.of(), false));
        }
    }

    @Test
    void aPageHasALimit() throws IOException {
        try (StoreFixture store = StoreFixture.open(root)) {
            for (int limit : new int[] {0, -1, 101, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> store.store().list(BUCKET, "", "", limit))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("page limit must be 1 to 100");
            }
        }
    }

    @Test
    void aHundredThousandNamesArePagedWithoutReadingTheDisk() {
        BucketIndex index = new BucketIndex();
        Mount nowhere = new Mount(new MountPath(root.resolve("never made"), 1));
        for (int number = 0; number < 100_000; number++) {
            ObjectName name = name("shard-%06d.tar".formatted(number * 7919 % 100_000));
            index.put(name, new IndexEntry(nowhere, false, 100, number, 0, 1, 1, 0));
        }

        String after = "";
        int seen = 0;
        ListPage page;
        do {
            page = index.page("shard-", after, 1_000);
            for (ObjectInfo info : page.objects()) {
                assertThat(info.name().value()).isEqualTo("shard-%06d.tar".formatted(seen++));
            }
            after = page.objects().get(page.objects().size() - 1).name().value();
        } while (page.more());
        assertThat(seen).isEqualTo(100_000);
    }

    @Test
    void theDefaultLimitFollowsTheHeap() {
        assertThat(StoreLimits.forHeap(64 << 20)).isEqualTo(new StoreLimits(32 << 20, 10_000));
        assertThat(StoreLimits.forHeap(1).indexBytesMax()).isEqualTo(1);
        assertThat((32 << 20) / StoreLimits.indexBytes("x".repeat(64))).isEqualTo(125_203);
        assertThatThrownBy(() -> new StoreLimits(0, 1)).hasMessageContaining("must be positive");
    }

    private static List<ObjectName> paged(ObjectStore store, String prefix, int limit) {
        List<ObjectName> names = new ArrayList<>();
        String after = "";
        ListPage page;
        do {
            page = store.list(BUCKET, prefix, after, limit);
            page.objects().forEach(info -> names.add(info.name()));
            after = names.get(names.size() - 1).value();
        } while (page.more());
        return names;
    }
}
