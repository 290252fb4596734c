package infocenter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.command.Stamp;
import infocenter.wire.proto.LogProto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogCodecTest {
    private static final int SEEDS = 200;

    static Stream<Class<?>> everyCommand() {
        return Arrays.stream(Command.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> everyOutcome() {
        return Arrays.stream(Outcome.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandComesBackAsItWas(Class<? extends Command> type) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Generated generated = new Generated(seed);
            Batch batch = new Batch(
                    7,
                    seed,
                    List.of(
                            new Batch.Numbered(seed, generated.one(type)),
                            new Batch.Numbered(seed + 1, generated.one(type))));

            byte[] bytes = LogCodec.encodeBatch(batch);

            assertThat(LogCodec.decodeBatch(bytes)).as("seed=%d", seed).isEqualTo(batch);
            assertThat(LogCodec.encodeBatch(LogCodec.decodeBatch(bytes)))
                    .as("seed=%d", seed)
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void everyOutcomeComesBackAsItWas(Class<? extends Outcome> type) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Generated generated = new Generated(seed);
            List<Outcome> outcomes = List.of(generated.one(type), generated.one(type));

            assertThat(LogCodec.decodeOutcomes(LogCodec.encodeOutcomes(outcomes)))
                    .as("seed=%d", seed)
                    .isEqualTo(outcomes);
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasANumber(Reason reason) {
        List<Outcome> outcomes = List.of(new Outcome.Refused(reason, "s", "m"));

        assertThat(LogCodec.decodeOutcomes(LogCodec.encodeOutcomes(outcomes))).isEqualTo(outcomes);
    }

    @Test
    void theLeaderStampsBytesThatItDidNotEncode() {
        Stamp stamp = new Stamp(3, 4_711, 1_700_000_000_000L);
        Batch batch = new Generated(1).one(Batch.class);
        byte[] encoded = LogCodec.encodeBatch(batch);
        byte[] header = LogCodec.header(stamp, encoded.length);

        ByteBuffer entry =
                ByteBuffer.allocate(5 + header.length + encoded.length).position(5);
        entry.put(header).put(encoded).position(5);

        assertThat(LogCodec.decodeEntry(entry)).isEqualTo(new LogCodec.Entry(stamp, batch));
        assertThat(entry.position()).isEqualTo(5);
        assertThat(entry.slice()).isEqualTo(ByteBuffer.wrap(LogCodec.encodeEntry(stamp, encoded)));
        assertThat(LogCodec.decodeEntry(entry.asReadOnlyBuffer()).batch()).isEqualTo(batch);
    }

    @Test
    void aCutEntryIsAlwaysRefused() {
        byte[] entry = LogCodec.encodeEntry(
                new Stamp(1, 2, 3), LogCodec.encodeBatch(new Batch(1, 1, commands(new Command.Tick(), 10))));

        for (int length = 0; length < entry.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(entry, 0, length);
            assertThatThrownBy(() -> LogCodec.decodeEntry(cut)).isInstanceOf(WireException.class);
        }
        byte[] longer = Arrays.copyOf(entry, entry.length + 1);
        assertThatThrownBy(() -> LogCodec.decodeEntry(ByteBuffer.wrap(longer)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("its header says");
    }

    @Test
    void anEntryOfAnUnknownVersionIsRefused() {
        byte[] entry =
                LogCodec.encodeEntry(new Stamp(1, 2, 3), LogCodec.encodeBatch(Batch.sessionless(new Command.Tick())));
        entry[0] = 2;

        assertThatThrownBy(() -> LogCodec.decodeEntry(ByteBuffer.wrap(entry)))
                .isInstanceOf(WireException.class)
                .hasMessage("entry is of version 2, unknown here");
    }

    @Test
    void aCommandOfAnUnknownVersionOrKindIsRefused() {
        LogProto.Command.Builder tick = LogProto.Command.newBuilder().setTick(LogProto.Tick.getDefaultInstance());
        byte[] newer = batch(tick.setVersion(LogCodec.COMMAND_VERSION + 1));
        byte[] none = batch(tick.setVersion(0));
        byte[] kindless = batch(LogProto.Command.newBuilder().setVersion(LogCodec.COMMAND_VERSION));

        assertThatThrownBy(() -> LogCodec.decodeBatch(newer))
                .isInstanceOf(WireException.class)
                .hasMessage("command is of version 2, unknown here");
        assertThatThrownBy(() -> LogCodec.decodeBatch(none)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> LogCodec.decodeBatch(kindless))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("unknown kind");
    }

    @Test
    void aTextThatANameRefusesIsNamedByItsField() {
        byte[] bad = batch(LogProto.Command.newBuilder()
                .setVersion(LogCodec.COMMAND_VERSION)
                .setForgetNode(LogProto.ForgetNode.newBuilder().setId("../etc")));

        assertThatThrownBy(() -> LogCodec.decodeBatch(bad))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("id: node id must be");
    }

    @Test
    void garbageGivesWireExceptionsAndNothingElse() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] entry = LogCodec.encodeEntry(
                    new Stamp(1, 2, 3), LogCodec.encodeBatch(new Generated(seed).one(Batch.class)));
            entry[random.nextInt(entry.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] garbage = new byte[random.nextInt(100)];
            random.nextBytes(garbage);
            try {
                assertThat(LogCodec.decodeEntry(ByteBuffer.wrap(entry))).isNotNull();
                assertThat(LogCodec.decodeOutcomes(garbage)).isNotNull();
            } catch (WireException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void theSizeOfACommandBoundsWhatItTakesInABatch() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Command command = new Generated(seed).one(Command.class);
            int hundred = LogCodec.encodeBatch(new Batch(1, 1, commands(command, 100))).length;
            int one = LogCodec.encodeBatch(new Batch(1, 1, commands(command, 1))).length;

            assertThat((hundred - one) / 99)
                    .as("seed=%d", seed)
                    .isLessThanOrEqualTo(LogCodec.sizeOf(command))
                    .isGreaterThan(LogCodec.sizeOf(command) - 20);
        }
    }

    private static List<Batch.Numbered> commands(Command command, int count) {
        return Stream.iterate(1L, number -> number + 1)
                .limit(count)
                .map(number -> new Batch.Numbered(number, command))
                .toList();
    }

    private static byte[] batch(LogProto.Command.Builder command) {
        return LogProto.Batch.newBuilder().addCommands(command).build().toByteArray();
    }
}
