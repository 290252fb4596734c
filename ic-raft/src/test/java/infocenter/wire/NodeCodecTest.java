package infocenter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors;
import com.google.protobuf.UnknownFieldSet;
import infocenter.core.cluster.NodeId;
import infocenter.node.MapRequest;
import infocenter.node.SyncRequest;
import infocenter.wire.proto.LogProto;
import infocenter.wire.proto.NodeProto;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeCodecTest {
    private static final int SEEDS = 200;
    /** Messages that only travel inside others. */
    private static final Set<String> PARTS = Set.of("Order", "OrderResult", "RunReport", "RunListing", "JoinProof");

    /** A codec and what it is for. */
    record Travelling<T>(String name, Class<T> type, Codec<T> codec) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Travelling<?>> everyCodec() {
        return Arrays.stream(NodeCodec.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(NodeCodecTest::travelling);
    }

    @SuppressWarnings("unchecked")
    private static Travelling<?> travelling(Field field) {
        try {
            Class<Object> type =
                    (Class<Object>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
            return new Travelling<>(field.getName(), type, (Codec<Object>) field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("everyCodec")
    <T> void everyRecordComesBackAsItWas(Travelling<T> travelling) {
        for (long seed = 0; seed < SEEDS; seed++) {
            T record = new Generated(seed).one(travelling.type());

            T back = travelling.codec().decode(travelling.codec().encode(record));

            assertThat(back).as("seed=%d", seed).usingRecursiveComparison().isEqualTo(record);
            assertThat(travelling.codec().encode(back))
                    .as("seed=%d", seed)
                    .isEqualTo(travelling.codec().encode(record));
        }
    }

    @ParameterizedTest
    @MethodSource("everyCodec")
    <T> void damagedBytesGiveARecordOrAWireExceptionAndNothingElse(Travelling<T> travelling) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = travelling.codec().encode(new Generated(seed).one(travelling.type()));
            byte[] cut = Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
            byte[] garbage = new byte[random.nextInt(64)];
            random.nextBytes(garbage);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            for (byte[] damaged : new byte[][] {cut, garbage, bytes}) {
                try {
                    assertThat(travelling.codec().decode(damaged)).isNotNull();
                } catch (WireException refused) {
                    assertThat(refused.getMessage()).as("seed=%d", seed).isNotBlank();
                }
            }
        }
    }

    @Test
    void aMissingFieldIsNamed() {
        byte[] noOutcome =
                NodeProto.JoinAnswer.newBuilder().setClusterId("c").build().toByteArray();
        byte[] noSender =
                NodeProto.MapRequest.newBuilder().setIncarnation(3).build().toByteArray();
        byte[] noStatus = NodeProto.SubmitAnswer.newBuilder().setTerm(3).build().toByteArray();

        assertThatThrownBy(() -> NodeCodec.JOIN_ANSWER.decode(noOutcome))
                .isInstanceOf(WireException.class)
                .hasMessage("JoinAnswer: outcome is missing");
        assertThatThrownBy(() -> NodeCodec.MAP_REQUEST.decode(noSender))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("MapRequest: sender: node id must be");
        assertThatThrownBy(() -> NodeCodec.SUBMIT_ANSWER.decode(noStatus))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("SubmitAnswer: status is missing");
    }

    @Test
    void anUnknownEnumConstantIsRefused() {
        byte[] newer =
                NodeProto.SubmitAnswer.newBuilder().setStatusValue(99).build().toByteArray();

        assertThatThrownBy(() -> NodeCodec.SUBMIT_ANSWER.decode(newer))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("status");
    }

    @Test
    void aNewerNodeMaySayMoreInTheContractButNotInWhatIsLogged() {
        UnknownFieldSet more = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        byte[] moreInTheContract = NodeProto.MapRequest.newBuilder()
                .setSender("t1")
                .setIncarnation(3)
                .setUnknownFields(more)
                .build()
                .toByteArray();
        byte[] moreInAnOutcome = NodeProto.JoinAnswer.newBuilder()
                .setOutcome(LogProto.Outcome.newBuilder()
                        .setApplied(LogProto.Outcome.Applied.newBuilder().setUnknownFields(more)))
                .build()
                .toByteArray();

        assertThat(NodeCodec.MAP_REQUEST.decode(moreInTheContract)).isEqualTo(new MapRequest(new NodeId("t1"), 3));
        assertThatThrownBy(() -> NodeCodec.JOIN_ANSWER.decode(moreInAnOutcome))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Applied has fields that are unknown here: [99]");
    }

    @Test
    void whatIsReadCannotBeChanged() {
        SyncRequest request = new Generated(7).one(SyncRequest.class);

        SyncRequest back = NodeCodec.SYNC_REQUEST.decode(NodeCodec.SYNC_REQUEST.encode(request));

        assertThatThrownBy(() -> back.orders().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyMessageOfTheContractHasACodec() {
        assertThat(everyCodec().map(travelling -> travelling.type().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(NodeProto.getDescriptor().getMessageTypes().stream()
                        .map(Descriptors.Descriptor::getName)
                        .filter(name -> !PARTS.contains(name))
                        .toList());
    }
}
