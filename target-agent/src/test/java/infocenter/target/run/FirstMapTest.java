package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.RunReport;
import infocenter.settings.ByteSize;
import infocenter.settings.DownloadSettings;
import infocenter.settings.Listen;
import infocenter.settings.LruSettings;
import infocenter.settings.MountSettings;
import infocenter.settings.TargetSettings;
import infocenter.settings.TransformSettings;
import infocenter.target.fetch.Web;
import infocenter.target.job.Jobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcollections.TreePMap;

/** Orders that come to a target before its first map, as they can when it has just started. */
class FirstMapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BucketRef FROM = new BucketRef(BucketName.of("from"), 5);
    private static final BucketRef TO = new BucketRef(BucketName.of("to"), 6);

    @TempDir
    Path dir;

    private Web web;
    private TargetOnDesk target;

    @BeforeEach
    void up() throws IOException {
        web = Web.open("t1", DownloadSettings.STANDARD);
        target = new TargetOnDesk(dir, Jobs.all(settings(), web), 3);
        target.intoLease();
    }

    @AfterEach
    void down() throws IOException {
        target.close();
        web.close();
    }

    private TargetSettings settings() {
        return new TargetSettings(
                new NodeId("t1"),
                "",
                dir.resolve("t1"),
                new Listen("127.0.0.1", 1),
                new Listen("127.0.0.1", 2),
                List.of(new MountSettings(dir.resolve("mount"), new ByteSize(64 << 20))),
                List.of("http://127.0.0.1:3"),
                2,
                100,
                DownloadSettings.STANDARD,
                Duration.ofSeconds(8),
                new LruSettings(90, 80, Duration.ofMinutes(10)),
                List.of(),
                TransformSettings.STANDARD,
                new ByteSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "download; 1; {\"url\":\"http://127.0.0.1/a\"}; it is loopback",
                "delete; 1; {\"names\":[\"a\"]}; ''",
                "copy-objects; 2; {\"names\":[\"a\"]}; there is no such object",
                "copy-bucket; 2; {}; ''",
                "rename-bucket; 2; {}; ''",
                "lru; 0; {}; ''",
                "cleanup; 0; {}; ''",
                "rebalance; 0; {\"version\":1}; ''",
                "summary; 0; {}; ''",
                "promote; 1; {\"path\":\"/nowhere\"}; is below no folder"
            })
    void aRunOfThatKindWaitsForIt(String kind, int buckets, String arguments, String error) throws IOException {
        List<Result> obeyed = target.sync(
                        1, List.of(start(kind, List.of(FROM, TO).subList(0, buckets), arguments)))
                .results();
        assertThat(obeyed).extracting(Result::status).containsExactly(Status.ACCEPTED);

        await().during(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> reports().isEmpty());
        target.map.take(Maps.of(
                20,
                1,
                List.of(bucket(FROM, kind.equals("rename-bucket")), bucket(TO, false)),
                Maps.target("t1", 1, true)));

        await().atMost(PATIENCE).until(() -> reports().size() == 1);
        assertThat(target.reported.get(0).error()).contains(error).doesNotContain("placement");
        if (kind.equals("summary")) {
            assertThat(target.runs.errors(new XactionId("x1")).orElseThrow().tallies())
                    .as("what it counted")
                    .hasSize(2);
        }
    }

    private List<RunReport> reports() {
        target.settleDown();
        return target.reported;
    }

    private static Order start(String kind, List<BucketRef> buckets, String arguments) {
        return new Order(
                Order.Type.START,
                new XactionId("x1"),
                1,
                TargetOnDesk.MINE,
                10,
                kind,
                arguments,
                "",
                buckets,
                List.of(new NodeId("t1")));
    }

    private static Bucket bucket(BucketRef ref, boolean renaming) {
        TreePMap<String, String> properties = TreePMap.empty();
        return new Bucket(ref.id(), ref.name(), renaming ? properties.plus(Bucket.RENAMING, "x1") : properties, 0);
    }
}
