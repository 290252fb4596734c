package infocenter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.Buckets;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.table.Clocks;
import infocenter.core.table.Event;
import infocenter.core.table.IdempotencyKey;
import infocenter.core.table.Information;
import infocenter.core.table.Session;
import infocenter.core.table.Xactions;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.core.transform.Transformers;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class SnapshotCodecTest {

    @Test
    void theWholeMemoryComesBackAsItWas() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            Information information = information(seed, 20);

            Information back = read(write(information));

            assertThat(back).as("seed=%d", seed).isEqualTo(information);
            assertThat(write(back)).as("seed=%d", seed).isEqualTo(write(information));
            assertThat(Digest.of(back)).as("seed=%d", seed).isEqualTo(Digest.of(information));
        }
    }

    @Test
    void anEmptyMemoryComesBackToo() throws IOException {
        assertThat(read(write(Information.EMPTY))).isEqualTo(Information.EMPTY);
    }

    @Test
    void everyStateOfARunTravels() {
        Information information = information(1, 500);

        assertThat(information.xactions().rows().values())
                .flatExtracting(row -> row.runs().values())
                .extracting("state")
                .hasAtLeastOneElementOfType(RunState.Owed.class)
                .hasAtLeastOneElementOfType(RunState.Running.class)
                .hasAtLeastOneElementOfType(RunState.Interrupted.class)
                .hasAtLeastOneElementOfType(RunState.Finished.class)
                .hasAtLeastOneElementOfType(RunState.Failed.class)
                .hasAtLeastOneElementOfType(RunState.Aborted.class)
                .hasAtLeastOneElementOfType(RunState.Lost.class);
    }

    @Test
    void theOrderInWhichAValueGrewDoesNotShow() throws IOException {
        Information one = information(5, 50);
        Xactions backwards = Xactions.EMPTY;
        for (Xaction row : one.xactions().rows().descendingMap().values()) {
            backwards = backwards.put(row);
        }
        Information other = with(one, backwards);

        assertThat(write(other)).isEqualTo(write(one));
        assertThat(Digest.of(other)).isEqualTo(Digest.of(one)).matches("[0-9a-f]{64}");
    }

    @Test
    void oneChangedFieldIsAnotherDigest() {
        Information one = information(5, 50);
        Information other = with(
                one, one.xactions().remove(one.xactions().rows().firstEntry().getValue()));

        assertThat(Digest.of(other)).isNotEqualTo(Digest.of(one));
    }

    @Test
    void fiftyThousandRowsComeBack() throws IOException {
        Generated generated = new Generated(9);
        Xaction pattern = generated.one(Xaction.class);
        Xactions xactions = Xactions.EMPTY;
        for (int i = 0; i < 50_000; i++) {
            xactions = xactions.put(copy(pattern, new XactionId("x" + i), i));
        }
        Information information = with(information(9, 1), xactions);

        assertThat(read(write(information))).isEqualTo(information);
    }

    @Test
    void whatWasReadCanBeBuiltOn() throws IOException {
        Information one = information(4, 30);
        Xaction row = copy(new Generated(4).one(Xaction.class), new XactionId("new"), 1_000);

        Information grown = with(read(write(one)), read(write(one)).xactions().put(row));

        assertThat(grown).isEqualTo(with(one, one.xactions().put(row)));
        assertThat(write(grown)).isEqualTo(write(with(one, one.xactions().put(row))));
    }

    @Test
    void twoRowsOfOneRegistrationAreRefused() throws IOException {
        Xaction row = new Generated(4).one(Xaction.class);
        Information twice = with(
                information(4, 1),
                Xactions.EMPTY.put(copy(row, new XactionId("a"), 7)).put(copy(row, new XactionId("b"), 7)));

        byte[] bytes = write(twice);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(WireException.class)
                .hasMessage("xactions: two rows of registration 7");
    }

    @Test
    void aTruncatedSnapshotIsAlwaysRefused() throws IOException {
        byte[] whole = write(information(3, 4));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("length=%d", length).isInstanceOf(WireException.class);
        }
    }

    @Test
    void aSnapshotThatGoesOnIsRefused() throws IOException {
        byte[] whole = write(information(3, 4));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(WireException.class)
                .hasMessage("snapshot goes on behind its end");
    }

    @Test
    void aSnapshotOfAnUnknownVersionIsRefused() throws IOException {
        byte[] newer = write(information(3, 4));
        newer[0] = 2;

        assertThatThrownBy(() -> read(newer))
                .isInstanceOf(WireException.class)
                .hasMessage("snapshot is of version 2, unknown here");
    }

    @Test
    void flippedBitsGiveAValueOrAWireExceptionAndNothingElse() throws IOException {
        byte[] whole = write(information(3, 4));
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(read(damaged)).isNotNull();
            } catch (WireException refused) {
                assertThat(refused.getMessage()).as("seed=%d", seed).isNotBlank();
            }
        }
    }

    @Test
    void aDiskThatFailsIsNotDamage() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatThrownBy(() -> SnapshotCodec.read(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    static Information information(long seed, int rows) {
        Generated generated = new Generated(seed);
        Xactions xactions = Xactions.EMPTY;
        TreePMap<String, IdempotencyKey> keys = TreePMap.empty();
        TreePMap<Information.KeyExpiry, String> byExpiry = TreePMap.empty();
        TreePMap<Long, Session> sessions = TreePMap.empty();
        TreePMap<Long, Event> events = TreePMap.empty();
        TreePMap<TransformerName, Transformer> transformers = TreePMap.empty();
        Buckets buckets = new Buckets(TreePMap.empty(), seed);
        TreePMap<infocenter.core.cluster.NodeId, Node> nodes = TreePMap.empty();
        for (int i = 0; i < rows; i++) {
            xactions = xactions.put(copy(generated.one(Xaction.class), new XactionId("x" + i), i));
            IdempotencyKey key = generated.one(IdempotencyKey.class);
            keys = keys.plus("key" + i, key);
            byExpiry = byExpiry.plus(new Information.KeyExpiry(key.expiresMillis(), "key" + i), "key" + i);
            Session session = generated.one(Session.class);
            sessions = sessions.plus(session.id(), session);
            Event event = generated.one(Event.class);
            events = events.plus(event.id(), event);
            Bucket bucket = generated.one(Bucket.class);
            buckets = new Buckets(buckets.byName().plus(bucket.name(), bucket), seed);
            Node node = generated.one(Node.class);
            nodes = nodes.plus(node.id(), node);
            Transformer transformer = generated.one(Transformer.class);
            transformers = transformers.plus(transformer.name(), transformer);
        }
        Cluster drawn = generated.one(Cluster.class);
        Cluster cluster = new Cluster(
                nodes,
                drawn.proposed(),
                drawn.active(),
                drawn.former(),
                drawn.rebalanceDueMillis(),
                drawn.configuration(),
                drawn.council(),
                drawn.featureLevel(),
                drawn.sequence());
        return new Information(
                generated.one(Clocks.class),
                seed,
                seed % 2 == 0 ? null : generated.one(Identity.class),
                cluster,
                buckets,
                xactions,
                keys,
                byExpiry,
                sessions,
                events,
                new Transformers(transformers, seed));
    }

    private static Information with(Information information, Xactions xactions) {
        return new Information(
                information.clocks(),
                information.sequence(),
                information.identity(),
                information.cluster(),
                information.buckets(),
                xactions,
                information.keys(),
                information.keysByExpiry(),
                information.sessions(),
                information.events(),
                information.transformers());
    }

    private static Xaction copy(Xaction row, XactionId id, long sequence) {
        return new Xaction(
                id,
                row.kind(),
                row.arguments(),
                row.argumentsHash(),
                row.buckets(),
                row.labels(),
                row.key(),
                row.origin(),
                row.caller(),
                row.policy(),
                row.partial(),
                sequence,
                row.registeredMillis(),
                row.registeredShownMillis(),
                row.deadlineMillis(),
                row.acknowledged(),
                row.abort(),
                row.runs(),
                row.end(),
                row.transformer());
    }

    private static byte[] write(Information information) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotCodec.write(information, out);
        return out.toByteArray();
    }

    private static Information read(byte[] bytes) throws IOException {
        return SnapshotCodec.read(new ByteArrayInputStream(bytes));
    }
}
