package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodePaths;
import infocenter.node.Order;
import infocenter.node.RunReport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large arguments at the doors of two real targets. */
class ArgumentsBetweenTargetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private FakeGateway gateway;
    private final List<OneTarget> targets = new ArrayList<>();
    private Bucket bucket;

    @BeforeEach
    void up() throws IOException {
        gateway = new FakeGateway();
        targets.add(OneTarget.start("t1", dir, gateway.url()));
        targets.add(OneTarget.start("t2", dir, gateway.url()));
        await().atMost(PATIENCE).until(() -> gateway.joined() == 2);
        bucket = gateway.bucket("b");
        gateway.place();
        gateway.lead();
        targets.forEach(target -> await().atMost(PATIENCE).until(target::ready));
    }

    @AfterEach
    void down() {
        targets.forEach(OneTarget::close);
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void theyOutliveARestartAndTheTargetThatLacksThemAsksTheOther() throws IOException {
        String arguments = "{\"names\":[\"o1\",\"o2\"]}";
        BlobAddress address = address(arguments);
        String path = NodePaths.ARGUMENTS + address;
        OneTarget has = targets.get(0);
        assertThat(has.transfer("PUT", path, arguments).statusCode()).isEqualTo(200);
        assertThat(has.transfer("PUT", path, arguments).statusCode()).isEqualTo(200);
        has.close();
        targets.set(0, has.again());
        await().atMost(PATIENCE).until(targets.get(0)::ready);
        assertThat(targets.get(1).transfer("GET", path, "").statusCode()).isEqualTo(404);

        long sequence = gateway.nextSequence();
        for (OneTarget target : targets) {
            gateway.due(start(address, gateway.target(target.id().value()).incarnation(), sequence));
        }
        await().atMost(PATIENCE).until(() -> gateway.reports.size() >= 2);

        assertThat(gateway.reports).extracting(RunReport::error).containsOnly("");
        assertThat(targets.get(1).transfer("GET", path, "").body()).isEqualTo(arguments);
    }

    @Test
    void whatIsNotWhatItIsCalledIsRefused() throws IOException {
        OneTarget target = targets.get(0);
        String path = NodePaths.ARGUMENTS + address("{}");
        assertRefused(target.transfer("PUT", NodePaths.ARGUMENTS + "x", "{}"), 400, "bad-request");
        assertRefused(target.transfer("PUT", path, "{} "), 400, "bad-request");
        assertRefused(target.transfer("PUT", path, "[]"), 400, "bad-request");
        assertRefused(target.transfer("DELETE", path, ""), 405, "method-not-allowed");
        assertRefused(target.transfer("GET", path, ""), 404, "no-such-arguments");
    }

    private Order start(BlobAddress address, long incarnation, long sequence) {
        return new Order(
                Order.Type.START,
                new XactionId("large"),
                1,
                incarnation,
                sequence,
                "delete",
                "",
                address.toString(),
                List.of(bucket.ref()),
                List.of());
    }

    private static BlobAddress address(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BlobAddress(HexFormat.of().formatHex(digest), text.length());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void assertRefused(HttpResponse<String> response, int status, String reason) {
        assertThat(response.statusCode() + " " + new JsonObject(response.body()).getString("reason"))
                .isEqualTo(status + " " + reason);
    }
}
