package infocenter.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.wire.proto.LogProto;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a log entry is in bytes. The gateway that has the commands encodes the {@link Batch}; the leader puts a {@link #header} in front
 * of those bytes when it appends, without reading them; every member decodes the whole at apply.
 *
 * <p>Entry: version (1 byte), term, elapsed and shown milliseconds (8 bytes each), length of the batch (4 bytes), all big-endian, then the
 * batch. The length makes a cut entry visible, which protobuf alone does not: a batch that lost its last command reads well.
 */
public final class LogCodec {
    /** Of the header. */
    public static final byte ENTRY_VERSION = 1;
    /** Of the rules of every command; a command that gets new rules gets a new number here. */
    public static final int COMMAND_VERSION = 1;
    /** Length of what {@link #header} gives. */
    public static final int HEADER_BYTES = 1 + 3 * Long.BYTES + Integer.BYTES;

    private LogCodec() {}

    /** An entry, read whole. */
    public record Entry(Stamp stamp, Batch batch) {}

    /** Equal batches give equal bytes. */
    public static byte[] encodeBatch(Batch batch) {
        return toProto(batch).toByteArray();
    }

    /**
     * Reads a batch without its header.
     *
     * @throws WireException when it cannot be read whole
     */
    public static Batch decodeBatch(byte[] bytes) {
        try {
            return fromProto(LogProto.Batch.parseFrom(bytes));
        } catch (InvalidProtocolBufferException damaged) {
            throw new WireException("batch: " + damaged.getMessage(), damaged);
        }
    }

    /** Bytes that a command takes in a batch, to within a few: for limits. Costs an encoding. */
    public static int sizeOf(Command command) {
        int size = command.accept(CommandWriter.INSTANCE)
                .setVersion(COMMAND_VERSION)
                .setNumber(Long.MAX_VALUE)
                .build()
                .getSerializedSize();
        return size + 1 + Integer.BYTES;
    }

    /** What stands in front of an encoded batch of that length. */
    public static byte[] header(Stamp stamp, int batchBytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(ENTRY_VERSION)
                .putLong(stamp.term())
                .putLong(stamp.elapsedMillis())
                .putLong(stamp.shownMillis())
                .putInt(batchBytes)
                .array();
    }

    /** A whole entry in one array, for those who cannot concatenate. */
    public static byte[] encodeEntry(Stamp stamp, byte[] encodedBatch) {
        return ByteBuffer.allocate(HEADER_BYTES + encodedBatch.length)
                .put(header(stamp, encodedBatch.length))
                .put(encodedBatch)
                .array();
    }

    /**
     * Reads an entry from the buffer's position to its limit; the buffer itself is not moved.
     *
     * @throws WireException when it cannot be read whole: the member must stop, since it may differ from the others
     */
    public static Entry decodeEntry(ByteBuffer bytes) {
        ByteBuffer entry = bytes.slice();
        if (entry.remaining() < HEADER_BYTES) {
            throw new WireException("entry is cut off: " + entry.remaining() + " bytes");
        }
        byte version = entry.get();
        if (version != ENTRY_VERSION) {
            throw new WireException("entry is of version " + version + ", unknown here");
        }
        Stamp stamp = new Stamp(entry.getLong(), entry.getLong(), entry.getLong());
        int length = entry.getInt();
        if (length != entry.remaining()) {
            throw new WireException("entry has " + entry.remaining() + " bytes of batch, its header says " + length);
        }
        try {
            return new Entry(stamp, fromProto(LogProto.Batch.parseFrom(entry)));
        } catch (InvalidProtocolBufferException damaged) {
            throw new WireException("entry: " + damaged.getMessage(), damaged);
        }
    }

    /** Outcomes of one batch, for the reply to whoever submitted it. */
    public static byte[] encodeOutcomes(List<Outcome> outcomes) {
        return LogProto.Outcomes.newBuilder()
                .addAllOutcomes(Outcomes.toProto(outcomes))
                .build()
                .toByteArray();
    }

    /**
     * Reads what {@link #encodeOutcomes} wrote.
     *
     * @throws WireException when it cannot be read whole
     */
    public static List<Outcome> decodeOutcomes(byte[] bytes) {
        try {
            LogProto.Outcomes message = Strict.known(LogProto.Outcomes.parseFrom(bytes));
            return Strict.each(message.getOutcomesList(), Outcomes::fromProto);
        } catch (InvalidProtocolBufferException damaged) {
            throw new WireException("outcomes: " + damaged.getMessage(), damaged);
        }
    }

    static LogProto.Batch toProto(Batch batch) {
        LogProto.Batch.Builder message =
                LogProto.Batch.newBuilder().setSession(batch.session()).setLowestOpen(batch.lowestOpen());
        for (Batch.Numbered numbered : batch.commands()) {
            message.addCommands(numbered.command()
                    .accept(CommandWriter.INSTANCE)
                    .setVersion(COMMAND_VERSION)
                    .setNumber(numbered.number()));
        }
        return message.build();
    }

    static Batch fromProto(LogProto.Batch message) {
        Strict.known(message);
        return Strict.made(
                "batch",
                message,
                raw -> new Batch(
                        raw.getSession(), raw.getLowestOpen(), Strict.each(raw.getCommandsList(), LogCodec::numbered)));
    }

    private static Batch.Numbered numbered(LogProto.Command command) {
        if (command.getVersion() != COMMAND_VERSION) {
            throw new WireException("command is of version " + command.getVersion() + ", unknown here");
        }
        return new Batch.Numbered(command.getNumber(), CommandReader.read(command));
    }
}
