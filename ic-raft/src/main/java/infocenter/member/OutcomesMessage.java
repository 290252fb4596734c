package infocenter.member;

import infocenter.core.command.Outcome;
import infocenter.wire.LogCodec;
import java.util.List;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * What applying an entry gave. Whoever submitted it in this process takes the values as they are; the bytes are made only if somebody
 * asks for them.
 *
 * @param outcomes one per command
 * @param term of the entry
 * @param index of the entry
 */
record OutcomesMessage(List<Outcome> outcomes, long term, long index) implements Message {
    @Override
    public ByteString getContent() {
        return UnsafeByteOperations.unsafeWrap(LogCodec.encodeOutcomes(outcomes));
    }

    @Override
    public int size() {
        return 0;
    }
}
