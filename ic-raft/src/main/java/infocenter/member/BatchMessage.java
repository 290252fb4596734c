package infocenter.member;

import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** A batch on its way into the log, which knows whether it got there: Ratis' answers do not say. */
final class BatchMessage implements Message {
    private final ByteString content;
    private volatile boolean appended;

    BatchMessage(byte[] encodedBatch) {
        content = UnsafeByteOperations.unsafeWrap(encodedBatch);
    }

    @Override
    public ByteString getContent() {
        return content;
    }

    /** Called right before the append: from now on it may be applied, whatever Ratis answers. */
    void toBeAppended() {
        appended = true;
    }

    /** False when it was surely never logged. */
    boolean mayBeLogged() {
        return appended;
    }
}
