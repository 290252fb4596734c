package infocenter.member;

import java.util.concurrent.CompletableFuture;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** Takes every entry and keeps nothing: what is left of a write is Raft itself. Ratis' apply thread. */
final class BareStateMachine extends BaseStateMachine {
    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        TermIndex at = TermIndex.valueOf(transaction.getLogEntry());
        updateLastAppliedTermIndex(at.getTerm(), at.getIndex());
        return CompletableFuture.completedFuture(Message.EMPTY);
    }
}
